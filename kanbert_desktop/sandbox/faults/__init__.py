"""Fault injection: the next matching requests get lost, late, rejected, garbled or duplicated responses.

It may import Starlette's types and the standard library; it knows neither the state nor its callers (Python, or HTTP in `control`).
"""

from kanbert_desktop.sandbox.faults.actions import (
    Fault,
    FaultResponse,
    HeldRequest,
    broken_json,
    captive_portal,
    cut_off_body,
    delay,
    duplicate_request,
    error_status,
    gateway_error,
    hold_request,
    lose_response,
    redirect_elsewhere,
    reset_connection,
    slow_body,
    then_run,
    truncated_body,
    with_field,
    without_field,
    wrong_content_type,
)
from kanbert_desktop.sandbox.faults.middleware import CUT_EXTENSION, FaultMiddleware, RecordedRequest

__all__ = [
    "CUT_EXTENSION",
    "Fault",
    "FaultMiddleware",
    "FaultResponse",
    "HeldRequest",
    "RecordedRequest",
    "broken_json",
    "captive_portal",
    "cut_off_body",
    "delay",
    "duplicate_request",
    "error_status",
    "gateway_error",
    "hold_request",
    "lose_response",
    "redirect_elsewhere",
    "reset_connection",
    "slow_body",
    "then_run",
    "truncated_body",
    "with_field",
    "without_field",
    "wrong_content_type",
]
