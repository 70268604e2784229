"""Errors, sync status, columns and times as text."""

from collections import defaultdict
from datetime import datetime

from kanbert_desktop.app.translation import tr
from kanbert_desktop.domain.board import Column
from kanbert_desktop.domain.errors import KanbertError, Refused
from kanbert_desktop.domain.events import Economy, SyncState, SyncStatus

# Other problems than a missing network are named, so that the user does not check the wrong cable.
PLAIN_NETWORK_PROBLEMS = (None, "offline", "timeout")


def title_and_message(error: KanbertError) -> tuple[str, str]:
    """What happened, and what to do or what is safe."""
    parameters = dict(error.parameters)
    if isinstance(error, Refused):
        parameters["message"] = _server_reasons(error)
    return texts_for_key(error.key, **parameters)


def column_title(column: Column) -> str:
    match column:
        case Column.BACKLOG:
            return tr("Backlog")
        case Column.NEW:
            return tr("To do")
        case Column.WIP:
            return tr("In progress")
        case Column.COMPLETED:
            return tr("Completed")
        case Column.APPROVED:
            return tr("Approved")
        case Column.CLOSED:
            return tr("Archived")
        case Column.OTHER:
            return tr("Other")


def local_time(moment: datetime) -> datetime:
    """Converts an aware time to this computer's time zone. Returns it unchanged outside the years 1 to 9999."""
    try:
        return moment.astimezone()
    except (OverflowError, OSError, ValueError):
        return moment


def texts_for_key(key: str, **parameters: object) -> tuple[str, str]:
    """Returns title and message for an error key, as in `SyncStatus.problem`."""
    from kanbert_desktop.app.messages.error_texts import ERROR_TEXTS, UNKNOWN_ERROR_TEXT  # noqa: PLC0415  once something failed

    title, message = ERROR_TEXTS.get(key, UNKNOWN_ERROR_TEXT)
    known: defaultdict[str, object] = defaultdict(str, parameters, key=key)
    return tr(title), tr(message).format_map(known).strip() or tr("Change it and try again.")


def problem_text(status: SyncStatus) -> tuple[str, str]:
    """Title and message of the last failure, or two empty texts."""
    if status.problem is None:
        return "", ""
    return texts_for_key(status.problem, **dict(status.parameters))


def bug_text() -> tuple[str, str]:
    """Title and message for a bug."""
    from kanbert_desktop.app.messages.error_texts import BUG_TEXT  # noqa: PLC0415  once something failed

    title, message = BUG_TEXT
    return tr(title), tr(message)


def sync_status_text(status: SyncStatus, now: datetime) -> tuple[str, str]:
    """The two lines of the sync badge. The second may be empty. `now` is aware."""
    match status.state:
        case SyncState.NEEDS_SIGN_IN:
            second = (
                tr("to send %n change(s)", status.pending) if status.pending else tr("Your boards stay here")
            )
            return tr("Sign in again"), second
        case SyncState.SENDING:
            return _sending(status)
        case SyncState.WAITING_FOR_NETWORK:
            return _waiting_title(status), _waiting(status, now)
        case SyncState.SAVED_LOCALLY:
            return tr("Saved here"), tr("%n change(s) to send", status.pending)
        case SyncState.NEEDS_DECISION:
            return tr("%n need(s) your decision", status.attention), _synced(status, now)
        case _ if status.last_sync is None:
            # The first load is not complete, so more boards may follow.
            return tr("Loading boards …"), ""
        case _:
            return tr("Up to date"), _synced(status, now)


def economy_text(reason: Economy) -> str:
    """Why changes in Kanbert may appear later than usual."""
    if reason is Economy.BATTERY:
        return tr("On battery: syncing less often.")
    return tr("Metered connection: syncing less often.")


def moment_text(when: datetime, now: datetime) -> str:
    """Formats the time alone for today, else with the day: “Dec 3, 10:42 AM”. Uses this computer's time zone and formats."""
    # No verb prints such a time, and verbs do without Qt.
    from PySide6.QtCore import QDate, QLocale, QTime  # noqa: PLC0415

    from kanbert_desktop.app.qt_translation import day_and_month  # noqa: PLC0415  likewise

    local, today, locale = local_time(when), now.astimezone().date(), QLocale()
    clock = locale.toString(QTime(local.hour, local.minute), QLocale.FormatType.ShortFormat)
    if local.date() == today:
        return clock
    day = locale.toString(QDate(local.year, local.month, local.day), day_and_month(locale))
    return tr("{day}, {time}", day=day, time=clock)


def _sending(status: SyncStatus) -> tuple[str, str]:
    if not status.pending:
        return tr("Syncing"), tr("Checking for changes in Kanbert")
    return tr("Sending %n change(s)", status.pending), tr("You can continue working")


def is_offline(status: SyncStatus) -> bool:
    """True if nothing can be sent or read now."""
    return status.state is SyncState.WAITING_FOR_NETWORK


def is_without_network(status: SyncStatus) -> bool:
    """True if the network itself is missing, as far as is known."""
    return (
        is_offline(status) and status.no_response_since is None and status.problem in PLAIN_NETWORK_PROBLEMS
    )


def _waiting_title(status: SyncStatus) -> str:
    if status.no_response_since is None and _is_keyring_problem(status):
        return tr("Waiting for the keyring")
    return tr("Waiting for network") if is_without_network(status) else tr("Waiting for Kanbert")


def _is_keyring_problem(status: SyncStatus) -> bool:
    return status.problem is not None and status.problem.startswith("keyring_")


def _waiting(status: SyncStatus, now: datetime) -> str:
    if status.no_response_since is not None:
        return tr("No response since {time}", time=moment_text(status.no_response_since, now))
    if status.pending:
        return tr("%n change(s) saved here", status.pending)
    if status.offline_since is not None and not _is_keyring_problem(status):
        return tr("Offline since {time}", time=moment_text(status.offline_since, now))
    return _synced(status, now)


def _synced(status: SyncStatus, now: datetime) -> str:
    if status.last_sync is None:
        return ""
    time = moment_text(status.last_sync, now)
    is_today = local_time(status.last_sync).date() == now.astimezone().date()
    return tr("Synced {time}", time=time) if is_today else tr("Synced on {time}", time=time)


def _server_reasons(error: Refused) -> str:
    """The server's own reasons, the first of each field, or its summary."""
    reasons = [texts[0] for texts in error.fields.values() if texts]
    return " ".join(reasons) or str(error.parameters.get("message") or "")
