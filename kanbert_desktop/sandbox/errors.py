"""Error responses in Laravel's form (KANBERT_API.md 2.6, [G])."""

from collections.abc import Mapping
from typing import Any


class ErrorResponse(Exception):
    """Carries a complete HTTP response to the exception handler that sends it."""

    def __init__(
        self, status: int, body: Mapping[str, Any], headers: Mapping[str, str] | None = None
    ) -> None:
        super().__init__(status)
        self.status = status
        self.body = dict(body)
        self.headers = dict(headers or {})


def bad_request(message: str) -> ErrorResponse:
    return ErrorResponse(400, {"message": message})


def unauthenticated() -> ErrorResponse:
    return ErrorResponse(401, {"message": "Unauthenticated."}, {"WWW-Authenticate": "Bearer"})


def unauthorized() -> ErrorResponse:
    return ErrorResponse(403, {"message": "This action is unauthorized."})


def missing_scope() -> ErrorResponse:
    return ErrorResponse(403, {"message": "Invalid scope(s) provided."})


def not_found(model: str, key: str) -> ErrorResponse:
    return ErrorResponse(404, {"message": f"No query results for model [{model}] {key}"})


def unprocessable(errors: Mapping[str, list[str]]) -> ErrorResponse:
    """422 with `message` (the first error and the number of others) and `errors` (sentences by field)."""
    sentences = [sentence for each in errors.values() for sentence in each]
    more = len(sentences) - 1
    tail = f" (and {more} more error{'s' if more > 1 else ''})" if more else ""
    return ErrorResponse(422, {"message": sentences[0] + tail, "errors": dict(errors)})
