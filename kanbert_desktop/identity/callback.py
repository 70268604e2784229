"""What the browser brings back: the code or a refusal, believed only with this attempt's state."""

import hmac
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from kanbert_desktop.identity.http_request import BadRequest, read_query
from kanbert_desktop.net.form_post import error_code
from kanbert_desktop.net.redaction import conceal

SINGLE = ("code", "state", "error", "error_description", "iss")
# Our own word beside the server's: the answer names another server than the one that was asked.
WRONG_ISSUER = "wrong_issuer"


class WrongCallback(Exception):
    """Not the answer to this attempt; the attempt goes on waiting."""


@dataclass(frozen=True, slots=True)
class Callback:
    """Exactly one of the two is set. `error` is an OAuth error code (RFC 6749, 4.1.2.1)."""

    code: str = field(default="", repr=False)
    error: str = ""


def read_callback(query: str, state: str, issuer: str = "") -> Callback:
    """Raises WrongCallback for anything but one code or one error with the right state.

    Where the answer names an `iss`, it has to be `issuer` (RFC 9207, 2.4): with another one the code is never
    redeemed. Kanbert documents none, so an answer without it is accepted.
    """
    try:
        values = read_query(query)
    except BadRequest:
        raise WrongCallback from None
    if any(len(values.get(name, ())) > 1 for name in SINGLE):
        raise WrongCallback
    given = values.get("state", ("",))[0]
    if not hmac.compare_digest(given.encode(), state.encode()):
        raise WrongCallback
    code, error = values.get("code", ("",))[0], values.get("error", ("",))[0]
    if bool(code) == bool(error):
        raise WrongCallback
    conceal(code)
    if issuer and "iss" in values and values["iss"][0].removesuffix("/") != issuer:
        return Callback(error=WRONG_ISSUER)
    return Callback(error=error_code(error) or "unknown") if error else Callback(code=code)


def read_pasted(text: str, redirect_uri: str, state: str, issuer: str = "") -> Callback:
    """The same for an address a person copied from the browser."""
    parts, wanted = urlsplit(text.strip()), urlsplit(redirect_uri)
    if (parts.scheme, parts.netloc, parts.path) != (wanted.scheme, wanted.netloc, wanted.path):
        raise WrongCallback
    return read_callback(parts.query, state, issuer)
