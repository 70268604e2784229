"""How Laravel Passport words the token endpoint's refusals (kanbert-api.md 1, [G]): four keys, and a hint for developers."""

import json
from typing import Any

ACCESS_CHARACTERS = 1000
REFRESH_CHARACTERS = 700

_MESSAGES = {
    "invalid_grant": "The provided authorization grant or refresh token is invalid, expired, revoked or not yours.",
    "invalid_client": "Client authentication failed",
    "invalid_request": "The request is missing a parameter, has one twice, or is otherwise malformed.",
    "invalid_scope": "The requested scope is invalid, unknown, or malformed",
    "unsupported_grant_type": "The authorization grant type is not supported by the authorization server.",
}


def reworded(text: str, grant_type: str) -> str:
    """The refusal in `text`, a JSON object as oauthlib makes it, with `message` and `hint` beside what is there."""
    refusal: dict[str, Any] = json.loads(text)
    error = str(refusal["error"])
    message = _MESSAGES.get(error, str(refusal.get("error_description") or error))
    return json.dumps(
        {
            "error": error,
            "error_description": message,
            "hint": _hint(error, grant_type, str(refusal.get("error_description") or "")),
            "message": message,
        }
    )


def _hint(error: str, grant_type: str, detail: str) -> str:
    if error == "invalid_grant" and grant_type == "refresh_token":
        return "Token has been revoked"
    if error == "invalid_grant":
        return detail or "Authorization code has been revoked"
    return detail or f"Check the request ({error})"
