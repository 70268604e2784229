"""Redacts tokens, codes and callback addresses in log records and tracebacks."""

import logging
import re
from collections import deque

HIDDEN = "[hidden]"
MIN_SECRET_LENGTH = 8
# A handful is alive at any time; the bound keeps a process that runs for months from collecting them.
_known: deque[str] = deque(maxlen=256)

_NAMES = "code_verifier|code_challenge|access_token|refresh_token|id_token|token|client_secret|password|authorization"
# Common words: redacted only if their value is as long as a secret.
_SHORT_NAMES = "code|state"
_VALUE = r"""[^&\s"'<>)\],;]"""
_PATTERNS = (
    # A callback address loses everything behind its path.
    (
        r"(https?://(?:127\.0\.0\.1|localhost|\[::1\]):\d+/[\w/-]*)\?[^\s\"'<>]*",
        rf"\1?{HIDDEN}",
    ),
    (r"\b(Bearer|Basic)(\s+|%20|\+)[\w.~+/=-]+", rf"\1 {HIDDEN}"),
    # As JSON, as a repr of a dictionary or of a pair of bytes.
    (rf"([\"'](?:{_NAMES}|{_SHORT_NAMES})[\"']\s*[:,=]\s*b?)(\"[^\"]*\"|'[^']*')", rf"\1'{HIDDEN}'"),
    (rf"(?<![\w-])((?:{_NAMES})=){_VALUE}+", rf"\1{HIDDEN}"),
    (rf"(?<![\w-])((?:{_SHORT_NAMES})=){_VALUE}" + "{8,}", rf"\1{HIDDEN}"),
    (r"(\bauthorization\s*:\s*)(?!\s*b?[\"'])[^\r\n\"']+", rf"\1{HIDDEN}"),
    (r"\beyJ[\w-]{8,}\.[\w-]+\.[\w-]*", HIDDEN),
)
_COMPILED = tuple((re.compile(pattern, re.IGNORECASE), replacement) for pattern, replacement in _PATTERNS)
_TALKATIVE = ("httpx", "httpcore", "qasync", "keyring", "jeepney", "filelock", "oauthlib", "asyncio")


def register_secret(secret: str | None) -> None:
    """Registers a value that must never be written, in whatever form a log record would contain it."""
    if secret and len(secret) >= MIN_SECRET_LENGTH and secret not in _known:
        _known.append(secret)


def redact(text: str) -> str:
    for secret in list(_known):
        text = text.replace(secret, HIDDEN)
    for pattern, replacement in _COMPILED:
        text = pattern.sub(replacement, text)
    return text


class RedactingFormatter(logging.Formatter):
    """Redacts the finished text of another formatter, so that arguments, tracebacks and stacks are covered too."""

    def __init__(self, inner: logging.Formatter) -> None:
        super().__init__()
        self._inner = inner

    def format(self, record: logging.LogRecord) -> str:
        return redact(self._inner.format(record))


def install_redaction(handler: logging.Handler) -> None:
    """Makes `handler` write redacted text only, and raises the log level of libraries that log requests."""
    inner = handler.formatter or logging.Formatter()
    if not isinstance(inner, RedactingFormatter):
        handler.setFormatter(RedactingFormatter(inner))
    limit_library_logging()


def limit_library_logging() -> None:
    for name in _TALKATIVE:
        logging.getLogger(name).setLevel(logging.WARNING)
