"""Translates network failures and status codes into the program's errors.

One table, and fetch and send, which apply it.
"""

import json as plain_json
import re
import ssl
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from itertools import islice
from typing import Any

import httpx
import msgspec

from kanbert_desktop.domain.errors import (
    KanbertError,
    OutcomeUnknown,
    Refused,
    SignInRequired,
    TransientError,
)
from kanbert_desktop.net.client import HttpClient, Response
from kanbert_desktop.net.response_limits import ResponseTooLarge

ATTEMPTS = 3
GATEWAY_ERRORS = frozenset({502, 503, 504})
MAX_RETRY_AFTER = timedelta(days=1)
MAX_MESSAGE_LENGTH = 500
MAX_VALIDATION_MESSAGES = 50
MAX_JSON_VALUES = 500_000
"""In one JSON text: each becomes a Python object. A page of 30 cards has some 2,000."""
MAX_UNTYPED_JSON_BYTES = 256 * 1024
"""Bytes of a JSON text that is built as a whole, which takes up to 25 times its length."""
EARLIEST, LATEST = datetime(1980, 1, 1, tzinfo=UTC), datetime(2200, 1, 1, tzinfo=UTC)
"""A server's clock outside this range is not usable."""

# The request never left this computer, so a write may be repeated safely.
NOT_SENT_ERRORS = (
    httpx.ConnectError,
    httpx.ConnectTimeout,
    httpx.PoolTimeout,
    httpx.ProxyError,
    httpx.UnsupportedProtocol,
)

# A whole surrogate pair, half of one (the group), or any other escape.
_ESCAPE = re.compile(
    rb"\\(?:u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|(u[dD][89a-fA-F][0-9a-fA-F]{2})|.)",
    re.DOTALL,
)

REJECTION_KEYS = {
    400: "invalid",
    403: "forbidden",
    404: "not_found",
    405: "method_missing",
    410: "not_found",
    413: "too_large",
    422: "invalid",
}


async def fetch(client: HttpClient, path: str, params: Mapping[str, Any] | None = None) -> Response:
    """Reads with up to three attempts. Returns a 2xx response with JSON, or raises one of the program's errors."""
    try:
        return await _fetch_once(client, path, params)
    except TransientError as error:
        if not _is_worth_retrying(error):
            raise
        first = error
    # Outside the handler: errors of later attempts would name this one as their context, and `_causes` follows that.
    return await _fetch_again(client, path, params, first)


async def _fetch_again(
    client: HttpClient, path: str, params: Mapping[str, Any] | None, first: TransientError
) -> Response:
    """The attempts after the first one, which failed so."""
    import stamina  # noqa: PLC0415  most programs end without a failure, and it takes 4 ms

    stamina.instrumentation.set_on_retry_hooks([])
    met: TransientError | None = first
    async for attempt in stamina.retry_context(
        on=_is_worth_retrying, attempts=ATTEMPTS, wait_initial=0.2, wait_max=2, wait_jitter=0.2, timeout=None
    ):
        with attempt:
            if met is not None:
                failure, met = met, None
                raise failure
            return await _fetch_once(client, path, params)
    raise AssertionError("the last attempt either answers or raises")


async def send(client: HttpClient, method: str, path: str, json: object = None) -> Response:
    """Writes exactly once. Returns a 2xx response with readable JSON (a DELETE or a 204 may be empty), or raises."""
    try:
        response = await client.request(method, path, json=json)
    except httpx.RequestError as error:
        if isinstance(error, NOT_SENT_ERRORS):
            raise TransientError(network_error_key(error)) from error
        raise OutcomeUnknown(network_error_key(error)) from error
    if not response.is_success:
        raise write_failure(response)
    empty = not response.content and (response.status_code == 204 or method.upper() == "DELETE")
    if not empty and not has_json(response):
        raise OutcomeUnknown("unreadable_answer")
    return response


async def _fetch_once(client: HttpClient, path: str, params: Mapping[str, Any] | None) -> Response:
    try:
        response = await client.get(path, params=params)
    except httpx.RequestError as error:
        raise TransientError(network_error_key(error)) from error
    if not response.is_success:
        raise read_failure(response)
    if not has_json(response):
        raise TransientError("unreadable_answer")
    return response


def _is_worth_retrying(error: Exception) -> bool:
    """Not after a timeout, which has used up its time, and not if the server says when to come back."""
    if not isinstance(error, TransientError) or error.retry_after is not None:
        return False
    return error.key == "offline" or error.parameters.get("status") in GATEWAY_ERRORS


def network_error_key(error: httpx.RequestError) -> str:
    if isinstance(error, ResponseTooLarge):
        return "answer_too_large"
    if isinstance(error, httpx.DecodingError):
        return "unreadable_answer"
    if isinstance(error, httpx.TimeoutException):
        return "timeout"
    if any(isinstance(cause, ssl.SSLCertVerificationError) for cause in _causes(error)):
        return "certificate"
    return "offline"


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__


def read_failure(response: Response) -> KanbertError:
    """What a status other than 2xx means for a read."""
    status = response.status_code
    if status in {408, 409, 412} or status >= 500:
        return TransientError("server_error", status=status, retry_after=retry_after(response))
    if response.is_redirect or status < 400:
        return TransientError("captive_portal")
    return _plain_failure(response)


def write_failure(response: Response) -> KanbertError:
    """What a status other than 2xx means for a write: 408 and 503 leave only the outcome of a POST unknown."""
    status = response.status_code
    if status in {408, 503} and response.request.method != "POST":
        return TransientError("server_error", status=status, retry_after=retry_after(response))
    if status in {409, 412}:
        return OutcomeUnknown("conflict", status=status)
    if status == 408 or status >= 500:
        return OutcomeUnknown("server_error", status=status)
    if response.is_redirect or status < 400:
        return OutcomeUnknown("captive_portal")
    return _plain_failure(response)


def _plain_failure(response: Response) -> KanbertError:
    status = response.status_code
    if status == 401:
        return SignInRequired("sign_in_needed")
    if status in {425, 429}:
        return TransientError("throttled", retry_after=retry_after(response))
    if status == 407:
        return TransientError("proxy")
    if status == 403 and "insufficient_scope" in response.headers.get("WWW-Authenticate", ""):
        return SignInRequired("scope_missing")
    message, fields = validation_messages(response)
    return Refused(REJECTION_KEYS.get(status, "invalid"), status=status, fields=fields, message=message)


def validation_messages(response: Response) -> tuple[str, dict[str, list[str]]]:
    """Returns message and messages by field of a Laravel error body; empty if the body is something else."""
    body = json_object(response)
    message, errors = body.get("message"), body.get("errors")
    fields = {
        name: [
            _short(text) for text in (texts if isinstance(texts, list) else [texts])[:MAX_VALIDATION_MESSAGES]
        ]
        for name, texts in islice(errors.items() if isinstance(errors, dict) else (), MAX_VALIDATION_MESSAGES)
    }
    return (message[:MAX_MESSAGE_LENGTH] if isinstance(message, str) else "", fields)


def _short(text: object) -> str:
    return (text if isinstance(text, str) else str(text))[:MAX_MESSAGE_LENGTH]


def json_object(response: Response) -> dict[str, Any]:
    """The JSON of a short response (an error, or a token endpoint's response); empty if it is something else."""
    if len(response.content) > MAX_UNTYPED_JSON_BYTES:
        return {}
    try:
        body = plain_json.loads(response.content)
    except (ValueError, RecursionError):
        return {}
    return body if isinstance(body, dict) else {}


def json_body(response: Response) -> bytes:
    """Returns the body with each lone surrogate, which is not JSON (RFC 8259, 8.2), as U+FFFD.

    One such escape in one title would otherwise make a whole page unreadable.
    """
    body = response.content
    if b"\\ud" in body or b"\\uD" in body:
        return _ESCAPE.sub(lambda escape: rb"\ufffd" if escape[1] else escape[0], body)
    return body


def has_json(response: Response) -> bool:
    """Returns whether the body is JSON. Skipping over it costs a twentieth of building it."""
    if "html" in response.headers.get("Content-Type", ""):
        return False
    if response.content.count(b",") > MAX_JSON_VALUES:
        return False
    try:
        msgspec.json.decode(json_body(response), type=msgspec.Raw)
    except (msgspec.DecodeError, RecursionError):
        return False
    return True


def server_date(response: Response) -> datetime | None:
    """The server's clock, in UTC."""
    return _http_date(response.headers.get("Date", ""))


def retry_after(response: Response) -> timedelta | None:
    """Seconds or a date (RFC 9110, 10.2.3), at most a day."""
    text = response.headers.get("Retry-After", "").strip()
    if re.fullmatch(r"[0-9]{1,9}", text):
        return min(timedelta(seconds=int(text)), MAX_RETRY_AFTER)
    until = _http_date(text)
    if until is None:
        return None
    wait = until - (server_date(response) or datetime.now(UTC))
    return max(timedelta(0), min(wait, MAX_RETRY_AFTER))


def _http_date(text: str) -> datetime | None:
    """None for text that is not a date, and for a date that no clock shows."""
    try:
        moment = parsedate_to_datetime(text)
        # Near the ends of the calendar a conversion to UTC overflows.
        moment = (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError, TypeError, IndexError):
        return None
    return moment if EARLIEST <= moment <= LATEST else None
