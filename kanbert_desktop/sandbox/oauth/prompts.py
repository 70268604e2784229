"""`prompt` of the authorization request (OpenID Connect Core 3.1.2.1, which Laravel Passport follows, too) [G]."""

from urllib.parse import parse_qsl, unquote_plus, urlencode

_SIGNING_IN = frozenset({"login", "select_account"})


def wishes(query: str) -> frozenset[str]:
    """The words of `prompt`; unknown ones are left to mean nothing."""
    given = dict(parse_qsl(query, max_num_fields=100)).get("prompt", "")
    return frozenset(given.split())


def wants_login(words: frozenset[str]) -> bool:
    return bool(words & _SIGNING_IN)


def after_login(query: str) -> str:
    """The same query, asking for a login no more; everything else stays byte for byte."""
    parts = [_signed_in(part) if _is_prompt(part) else part for part in query.split("&")]
    return "&".join(part for part in parts if part)


def _is_prompt(part: str) -> bool:
    return unquote_plus(part.partition("=")[0]) == "prompt"


def _signed_in(part: str) -> str:
    left = [word for word in unquote_plus(part.partition("=")[2]).split() if word not in _SIGNING_IN]
    return urlencode({"prompt": " ".join(left)}) if left else ""
