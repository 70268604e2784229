"""Errors of a verb or a start: exit code, line, JSON, and the message box after a failed start."""

import logging
import os
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from kanbert_desktop.app.crash_reports.reports import CrashReports
from kanbert_desktop.app.environment import Environment, default_profile
from kanbert_desktop.app.messages.status_texts import bug_text, texts_for_key, title_and_message
from kanbert_desktop.app.translation import tr
from kanbert_desktop.cli.options import UsageError
from kanbert_desktop.cli.output import Output
from kanbert_desktop.domain.errors import (
    Cancelled,
    InvalidInput,
    KanbertError,
    NotReady,
    OutcomeUnknown,
    Refused,
    SignInRequired,
    StoreError,
    TransientError,
)

if TYPE_CHECKING:
    import argparse

log = logging.getLogger(__name__)

BUG_EXIT_CODE = 1
USAGE_EXIT_CODE = 2
_CODES: tuple[tuple[type[KanbertError], int], ...] = (
    (SignInRequired, 3),
    (TransientError, 4),
    (OutcomeUnknown, 4),
    (Refused, 5),
    (InvalidInput, 5),
    (Cancelled, 6),
    (NotReady, 7),
)
_VERB_KEYS = {"disk_full": "verb_disk_full", "store_unwritable": "verb_unwritable"}
"""A window keeps in memory what it could not save and tries again; a verb ends."""


def exit_code(error: Exception) -> int:
    if isinstance(error, UsageError):
        return USAGE_EXIT_CODE
    return next((code for kind, code in _CODES if isinstance(error, kind)), BUG_EXIT_CODE)


def interruption_error(verb: str) -> Cancelled:
    """The error for an interrupted verb."""
    keys = {"sign-in": "cancelled", "sync": "sync_interrupted"}
    return Cancelled(keys.get(verb, "verb_interrupted"))


def report_error(error: Exception, output: Output) -> int:
    """Prints the error to standard error, with `--json` also to standard output. Returns the exit code.

    A document that had begun stays incomplete.
    """
    code = exit_code(error)
    title, message = error_text(error)
    if output.as_json and not output.has_begun:
        # If the document cannot be written, the line on standard error remains.
        with suppress(NotReady):
            output.print_document({"error": {"code": code, "title": title, "message": message}}, ())
    output.print_note(f"{title.rstrip('.')}. {message}".strip())
    return code


def _usage(error: UsageError) -> str:
    from kanbert_desktop.cli.arguments import make_parser  # noqa: PLC0415  seldom needed

    return make_parser().format_usage() if error.usage is None else error.usage


def error_text(error: Exception) -> tuple[str, str]:
    """Returns title and message of an error that ended a verb or the start. Logs a bug."""
    match error:
        case StoreError() if error.key in _VERB_KEYS:
            return texts_for_key(_VERB_KEYS[error.key], **error.parameters)
        case KanbertError():
            return title_and_message(error)
        case UsageError():
            return tr("Wrong usage"), f"{error.message}. {' '.join(_usage(error).split())}"
        case _:
            log.error("A bug", exc_info=error)
            return bug_text()


def show_start_failure(error: Exception, found: "argparse.Namespace") -> None:
    """Blocks until the user closes the message. Only a bug has a report to show."""
    # Widgets, which no verb needs.
    from kanbert_desktop.ui.window.start_failure import (  # noqa: PLC0415
        show_message_box,
        was_launched_from_desktop,
    )

    if was_launched_from_desktop():
        profile = found.profile or os.environ.get("KANBERT_PROFILE") or default_profile()
        reports = CrashReports(Environment(Path(profile)).reports)
        is_known = isinstance(error, KanbertError)
        show_message_box(partial(error_text, error), "" if is_known else "".join(reports.texts()[-1:]))
