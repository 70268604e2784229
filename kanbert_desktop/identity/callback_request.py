"""Strict HTTP request parser, and validation of the redirect (state, issuer, error)."""

import hmac
import re
from urllib.parse import unquote_to_bytes, urlsplit

from kanbert_desktop.domain.value_classes import dataclass, field
from kanbert_desktop.net.form_post import error_code
from kanbert_desktop.net.redaction import register_secret

MAX_REQUEST_BYTES = 8 * 1024
_REQUEST_LINE = re.compile(rb"([A-Z]{1,16}) (/[\x21-\x7e]*) HTTP/1\.[01]")
_HEADER = re.compile(rb"([!#$%&'*+.^_`|~0-9A-Za-z-]+):[ \t]*([^\x00\r\n]*?)[ \t]*")
SINGLE_PARAMETERS = ("code", "state", "error", "error_description", "iss")
# This program's own error code: the response names another server than the one that was asked.
WRONG_ISSUER = "wrong_issuer"


@dataclass(frozen=True, slots=True)
class Request:
    """`path` and `query` as they came, not decoded; header names in lower case, each with all its values."""

    method: str
    path: str
    query: str
    headers: dict[str, tuple[str, ...]]

    def header(self, name: str) -> str:
        """The only value of a header, "" if it is missing or given twice."""
        values = self.headers.get(name, ())
        return values[0] if len(values) == 1 else ""


class BadRequest(Exception):
    """A request that is rejected with `status` 400 or 431."""

    def __init__(self, status: int) -> None:
        super().__init__(status)
        self.status = status


class RequestReader:
    """Collects bytes until the headers are complete; a body is never read."""

    def __init__(self) -> None:
        self._bytes = b""

    def feed(self, data: bytes) -> Request | None:
        """Returns the request once its headers are complete. Raises BadRequest."""
        self._bytes += data
        head, end, _ = self._bytes.replace(b"\r\n", b"\n").partition(b"\n\n")
        if len(self._bytes if not end else head) > MAX_REQUEST_BYTES:
            raise BadRequest(431)
        if not end:
            _refuse_early(self._bytes)
            return None
        return _parse(head.split(b"\n"))


def _refuse_early(data: bytes) -> None:
    """Rejects a first line that cannot become a request: garbage, or a browser that tries TLS."""
    line, end, _ = data.partition(b"\n")
    if b"\x00" in data or (line and not re.match(rb"[A-Z]", line)):
        raise BadRequest(400)
    if end and not _REQUEST_LINE.fullmatch(line.rstrip(b"\r")):
        raise BadRequest(400)


def _parse(lines: list[bytes]) -> Request:
    first = _REQUEST_LINE.fullmatch(lines[0])
    if first is None:
        raise BadRequest(400)
    headers: dict[str, tuple[str, ...]] = {}
    for line in lines[1:]:
        header = _HEADER.fullmatch(line)
        if header is None:
            raise BadRequest(400)
        name = header[1].decode("ascii").lower()
        headers[name] = (*headers.get(name, ()), header[2].decode("latin-1"))
    path, _, query = first[2].decode("ascii").partition("?")
    return Request(first[1].decode("ascii"), path, query, headers)


def read_query(query: str) -> dict[str, tuple[str, ...]]:
    """Splits first, then decodes: an encoded "&" or "=" belongs to its value. Raises BadRequest."""
    values: dict[str, tuple[str, ...]] = {}
    for pair in filter(None, query.split("&")):
        name, _, value = pair.partition("=")
        key = _decode(name)
        values[key] = (*values.get(key, ()), _decode(value))
    return values


def _decode(text: str) -> str:
    try:
        return unquote_to_bytes(text.replace("+", " ")).decode("utf-8")
    except UnicodeError:
        raise BadRequest(400) from None


class InvalidCallback(Exception):
    """Not the response to this sign-in, which continues to wait."""


@dataclass(frozen=True, slots=True)
class Callback:
    """Exactly one of the two is set. `error` is an OAuth error code (RFC 6749, 4.1.2.1)."""

    code: str = field(default="", repr=False)
    error: str = ""


def read_callback(query: str, state: str, issuer: str = "") -> Callback:
    """Raises InvalidCallback for anything but one code or one error with the right state.

    If the response names an `iss`, it must be `issuer` (RFC 9207, 2.4): with another one the code is never redeemed.
    Kanbert documents none, so a response without it is accepted.
    """
    try:
        values = read_query(query)
    except BadRequest:
        raise InvalidCallback from None
    if any(len(values.get(name, ())) > 1 for name in SINGLE_PARAMETERS):
        raise InvalidCallback
    given = values.get("state", ("",))[0]
    if not hmac.compare_digest(given.encode(), state.encode()):
        raise InvalidCallback
    code, error = values.get("code", ("",))[0], values.get("error", ("",))[0]
    if bool(code) == bool(error):
        raise InvalidCallback
    register_secret(code)
    if issuer and "iss" in values and values["iss"][0].removesuffix("/") != issuer:
        return Callback(error=WRONG_ISSUER)
    return Callback(error=error_code(error) or "unknown") if error else Callback(code=code)


def read_pasted_url(text: str, redirect_uri: str, state: str, issuer: str = "") -> Callback:
    """The same for an address the user copied from the browser."""
    parts, expected = urlsplit(text.strip()), urlsplit(redirect_uri)
    if (parts.scheme, parts.netloc, parts.path) != (expected.scheme, expected.netloc, expected.path):
        raise InvalidCallback
    return read_callback(parts.query, state, issuer)
