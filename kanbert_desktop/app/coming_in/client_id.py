"""Whether what was typed can be a client ID: told while typing, before any browser opens."""

import re

_HINTS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("client_id_address", re.compile(r"\w+://|www\.|[\w.-]+\.\w+/|localhost\b", re.IGNORECASE)),
    ("client_id_email", re.compile(r"[^@\s]+@[^@\s]+")),
    ("client_id_space", re.compile(r".*\s", re.DOTALL)),
    # Passport's secrets have 40 characters; its access tokens are JSON web tokens.
    ("client_id_secret", re.compile(r"[\w-]{40}\Z|eyJ[\w-]+\.[\w-]+\.[\w-]*\Z|.{129}", re.DOTALL)),
)
IMPOSSIBLE = frozenset({"client_id_address", "client_id_email", "client_id_space"})
"""What no client ID can be; the other keys are hints alone: Kanbert documents no form."""


def doubt_about(text: str) -> str | None:
    """The key of the sentence that says what this looks like instead; None where it is plausible or empty."""
    typed = text.strip()
    return next((key for key, form in _HINTS if form.match(typed)), None)
