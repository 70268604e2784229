"""Runs a reading verb on the account's file itself, also beside a window: no lock, no event loop, no waiting."""

import argparse

from kanbert_desktop.app.application import Application
from kanbert_desktop.app.environment import Environment, Options
from kanbert_desktop.app.system.handover import HandoverRequest, hand_over
from kanbert_desktop.app.system.instance_lock import socket_path
from kanbert_desktop.app.system.signals import interrupted_by_signals
from kanbert_desktop.cli import read_commands
from kanbert_desktop.cli.dispatch import VERB_HANDLERS
from kanbert_desktop.cli.errors import interruption_error, report_error
from kanbert_desktop.cli.handover import UNSAVED_REQUEST
from kanbert_desktop.cli.invocation import Invocation
from kanbert_desktop.cli.output import Output, can_stream, write_to_streams
from kanbert_desktop.domain.errors import StoreError
from kanbert_desktop.domain.value_classes import replace

_ANSWER_SECONDS = 1.0
"""How long a holder may take to answer. One that is busy for longer is not waited for."""
_NEEDS_REPAIR = frozenset({"store_damaged", "store_unreadable", "store_unwritable", "disk_full"})


def must_be_handed_over(verb: str, environment: Environment, request: HandoverRequest) -> bool:
    """True if another process knows more than the file holds.

    A window knows whether it is sending, and a sign-in that no keyring stored: `status` is its own. Changes that the
    disk rejected exist only in its memory. A holder of an older version does not understand the question, and is
    handed the verb as before.
    """
    place = socket_path(environment.profile)
    question = replace(request, words=(UNSAVED_REQUEST,))
    answer = hand_over(place, question, lambda *_: None, accept_seconds=_ANSWER_SECONDS)
    if answer.exit_code is None:
        return False
    return verb == "status" or answer.exit_code != 0


def read_directly(
    environment: Environment, options: Options, found: argparse.Namespace, id_: str
) -> int | None:
    """Returns the exit code, or None if the file has to be created, migrated, recovered or read in another way first."""
    output = Output(write_to_streams, as_json=found.json, streams=can_stream())
    application = Application(environment, options)
    try:
        with interrupted_by_signals():
            if not application.current_account.open_to_read():
                return None
            _HANDLERS[found.verb](Invocation(application, found, output, id_))
    except StoreError as error:
        if error.key in _NEEDS_REPAIR and not output.has_begun:
            return None
        return report_error(error, output)
    except KeyboardInterrupt:
        return report_error(interruption_error(found.verb), output)
    except Exception as error:  # noqa: BLE001  a bug also ends in one line and exit code 1
        return report_error(error, output)
    finally:
        if application.session is not None:
            application.session.close_reading()
    return 0


def _inbox(invocation: Invocation) -> None:
    from kanbert_desktop.cli.inbox_commands import inbox  # noqa: PLC0415  for this verb only

    inbox(invocation)


def _overview(invocation: Invocation) -> None:
    from kanbert_desktop.cli.overview_command import overview  # noqa: PLC0415  for this verb only

    overview(invocation)


_HANDLERS = {
    "status": read_commands.status,
    "boards": read_commands.boards,
    "cards": read_commands.cards,
    "inbox": _inbox,
    "attention": read_commands.attention,
    "export": read_commands.export,
    "overview": _overview,
    "views": VERB_HANDLERS["views"],
    "templates": VERB_HANDLERS["templates"],
}
