"""POST of a form to a token endpoint, and the meaning of its errors (RFC 6749, 5.2)."""

import re
from collections.abc import Mapping
from typing import Any

import httpx

from kanbert_desktop.domain.errors import KanbertError, Refused, SignInRequired, TransientError
from kanbert_desktop.net.client import HttpClient, Response
from kanbert_desktop.net.errors import json_object, network_error_key, retry_after

CLIENT_REJECTED_CODES = frozenset({"invalid_client", "unauthorized_client"})


async def post_form(client: HttpClient, url: str, data: Mapping[str, str]) -> dict[str, Any]:
    """Returns the JSON object of the response.

    Only the endpoint's own JSON error ends a session; every other failure is a `TransientError`.
    """
    answer = json_object(await send_form(client, url, data))
    if not answer:
        raise TransientError("unreadable_answer")
    return answer


async def send_form(client: HttpClient, url: str, data: Mapping[str, str]) -> Response:
    """Sends one POST without the client's own credentials; the response is 2xx, its body unread."""
    try:
        response = await client.post(url, data=dict(data), auth=httpx.Auth(), follow_redirects=False)
    except httpx.RequestError as error:
        raise TransientError(network_error_key(error)) from error
    if not response.is_success:
        raise form_failure(response)
    return response


def form_failure(response: Response) -> KanbertError:
    status = response.status_code
    if status < 400:
        return TransientError("captive_portal")
    if status in {425, 429}:
        return TransientError("throttled", retry_after=retry_after(response))
    if status == 408 or status >= 500:
        return TransientError("server_error", status=status, retry_after=retry_after(response))
    reason = error_code(json_object(response).get("error"))
    if not reason:
        return Refused("not_found", status=status) if status == 404 else TransientError("unreadable_answer")
    if reason == "invalid_grant":
        return SignInRequired("sign_in_needed")
    if reason in CLIENT_REJECTED_CODES:
        return Refused("client_rejected", status=status)
    return Refused("sign_in_refused", status=status, reason=reason)


def error_code(value: object) -> str:
    """An OAuth error code that may be shown, "" if it is none: other text of the server is not shown."""
    return value if isinstance(value, str) and re.fullmatch(r"[a-z_]{1,40}", value) else ""
