"""Errors and sync status as text."""

import ast
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QLocale

import kanbert_desktop
from kanbert_desktop.app.messages.error_texts import ERROR_TEXTS, UNKNOWN_ERROR_TEXT
from kanbert_desktop.app.messages.status_texts import (
    moment_text,
    sync_status_text,
    texts_for_key,
    title_and_message,
)
from kanbert_desktop.app.qt_translation import use_language
from kanbert_desktop.domain.errors import Refused, StoreError, TransientError
from kanbert_desktop.domain.events import SyncState, SyncStatus
from kanbert_desktop.resources import resource

pytestmark = pytest.mark.usefixtures("english")

PACKAGE = Path(kanbert_desktop.__file__).parent
ERRORS = frozenset(
    {
        "TransientError",
        "OutcomeUnknown",
        "SignInRequired",
        "Refused",
        "InvalidInput",
        "Cancelled",
        "NotReady",
        "ProfileBusy",
        "KeyringUnavailable",
        "StoreError",
        "KanbertError",
        "SavingFailed",
    }
)
KEY_TABLES = frozenset({"REJECTION_KEYS", "_BY_PRIMARY_CODE"})
KEY_FUNCTIONS = frozenset({"network_error_key", "_key"})
NOON = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)


def keys_in(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Name(id=name), args=[ast.Constant(value=str(key)), *_]) if name in ERRORS:
                yield key
            case ast.Assign(targets=[ast.Name(id=name)], value=ast.Dict(values=values)) if name in KEY_TABLES:
                yield from (value.value for value in values if isinstance(value, ast.Constant))
            case ast.FunctionDef(name=name) if name in KEY_FUNCTIONS:
                returns = (part.value for part in ast.walk(node) if isinstance(part, ast.Return))
                yield from (part.value for part in returns if isinstance(part, ast.Constant))


def raised_keys() -> dict[str, str]:
    """Maps each key to a module that raises it. The sandbox has errors of its own."""
    found: dict[str, str] = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        if "sandbox" not in path.relative_to(PACKAGE).parts:
            found |= dict.fromkeys(keys_in(ast.parse(path.read_text("utf-8"))), str(path.name))
    return found


def test_the_search_finds_keys_of_every_kind() -> None:
    assert {
        "offline",
        "title_empty",
        "disk_full",
        "method_missing",
        "denied",
        "certificate",
    } <= raised_keys().keys()


def test_every_error_has_its_sentences() -> None:
    assert {key: place for key, place in raised_keys().items() if key not in ERROR_TEXTS} == {}


def test_a_title_is_a_sentence_and_a_message_says_more() -> None:
    odd = [key for key, (title, message) in ERROR_TEXTS.items() if not title.endswith(".") or not message]
    assert odd == []


def test_an_error_fills_the_gaps() -> None:
    printed = title_and_message(TransientError("server_error", status=503))
    assert printed[0] == "Kanbert reported a server error."
    assert "error 503" in printed[1]


def test_a_missing_parameter_leaves_no_brace() -> None:
    assert "{" not in "".join(title_and_message(StoreError("store_unwritable")))


def test_the_servers_own_reasons_are_passed_on() -> None:
    error = Refused("invalid", status=422, fields={"title": ["Too {long}.", "More."], "due": ["Bad date."]})
    assert title_and_message(error) == ("Kanbert did not accept this.", "Too {long}. Bad date.")


def test_a_rejection_without_reasons_still_says_what_to_do() -> None:
    assert title_and_message(Refused("invalid", status=400))[1] == "Change it and try again."


def test_an_unknown_key_gets_an_honest_sentence() -> None:
    title, message = texts_for_key("no_such_key")
    assert title == UNKNOWN_ERROR_TEXT[0]
    assert "no_such_key" in message


@pytest.mark.parametrize(
    ("status", "printed"),
    [
        (SyncStatus(), ("Loading boards …", "")),
        (SyncStatus(SyncState.SENDING, pending=2), ("Sending 2 changes", "You can continue working")),
        (SyncStatus(SyncState.SENDING), ("Syncing", "Checking for changes in Kanbert")),
        (SyncStatus(SyncState.SAVED_LOCALLY, pending=1), ("Saved here", "1 change to send")),
        (
            SyncStatus(SyncState.WAITING_FOR_NETWORK, pending=2, problem="offline"),
            ("Waiting for network", "2 changes saved here"),
        ),
        (
            SyncStatus(SyncState.WAITING_FOR_NETWORK, pending=2, problem="server_error"),
            ("Waiting for Kanbert", "2 changes saved here"),
        ),
        (
            SyncStatus(SyncState.WAITING_FOR_NETWORK, pending=2, problem="keyring_locked"),
            ("Waiting for the keyring", "2 changes saved here"),
        ),
        (
            SyncStatus(SyncState.WAITING_FOR_NETWORK, offline_since=NOON, problem="keyring_silent"),
            ("Waiting for the keyring", ""),
        ),
        (SyncStatus(SyncState.NEEDS_SIGN_IN, pending=2), ("Sign in again", "to send 2 changes")),
        (SyncStatus(SyncState.NEEDS_SIGN_IN), ("Sign in again", "Your boards stay here")),
        (SyncStatus(SyncState.NEEDS_DECISION, attention=3), ("3 need your decision", "")),
    ],
)
def test_the_badge_shows_the_sync_status(status: SyncStatus, printed: tuple[str, str]) -> None:
    assert sync_status_text(status, NOON) == printed


def test_offline_without_changes_says_since_when() -> None:
    status = SyncStatus(SyncState.WAITING_FOR_NETWORK, offline_since=NOON - timedelta(minutes=80))
    assert (
        sync_status_text(status, NOON)[1]
        == f"Offline since {moment_text(NOON - timedelta(minutes=80), NOON)}"
    )


def test_a_time_of_another_day_shows_its_date() -> None:
    earlier = NOON - timedelta(days=20)
    assert "Nov" in moment_text(earlier, NOON)
    assert "Nov" not in moment_text(NOON, NOON)


@pytest.mark.parametrize(
    ("locale", "text"), [("en_US", "Nov 13, 12:00"), ("en_GB", "13 Nov, 12:00"), ("de_DE", "13. Nov., 12:00")]
)
def test_the_day_of_a_time_is_written_as_on_cards(locale: str, text: str) -> None:
    before = QLocale()
    QLocale.setDefault(QLocale(locale))
    try:
        shown = moment_text(datetime(2026, 11, 13, 12).astimezone(), NOON)
    finally:
        QLocale.setDefault(before)
    assert shown.replace("\u202f", " ").startswith(text)


def test_the_last_sync_is_a_time_today_and_a_date_before(qapp: QCoreApplication) -> None:
    def synced(when: datetime) -> str:
        return sync_status_text(SyncStatus(SyncState.UP_TO_DATE, last_sync=when), NOON)[1]

    earlier = NOON - timedelta(days=20)
    assert synced(NOON) == f"Synced {moment_text(NOON, NOON)}"
    assert synced(earlier) == f"Synced on {moment_text(earlier, NOON)}"
    use_language(qapp, "de", resource("translations"))
    assert synced(NOON) == f"Synchronisiert um {moment_text(NOON, NOON)}"
    assert synced(earlier) == f"Synchronisiert am {moment_text(earlier, NOON)}"
