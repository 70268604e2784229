"""The reason why a change has not been sent is shown in every case."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from kanbert_desktop.domain.board import BoardId, CardKey
from kanbert_desktop.domain.changes import Entry, Field, Reason, State
from kanbert_desktop.domain.events import SyncState, SyncStatus
from kanbert_desktop.sync.batch import Batch
from support.offline_service import NOON, OpenAccount

pytestmark = pytest.mark.usefixtures("english")

WEB, T1 = BoardId("b1"), CardKey("t1")


@pytest.fixture
def entry(offline_service: OpenAccount) -> Entry:
    queued = offline_service.service.edit_card("t1", {Field.TITLE: "Anders"})
    assert queued is not None
    return queued.entry


def why(office: OpenAccount, card: CardKey = T1) -> str:
    return office.service.why_card_unsent(card, NOON)


@pytest.fixture
def set_status(offline_service: OpenAccount, monkeypatch: pytest.MonkeyPatch) -> Callable[[SyncStatus], None]:
    return lambda status: monkeypatch.setattr(offline_service.sync_control, "status", lambda: status)


def test_a_card_without_unsent_changes_says_nothing(offline_service: OpenAccount) -> None:
    assert why(offline_service) == ""


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (SyncStatus(), ""),
        (SyncStatus(SyncState.WAITING_FOR_NETWORK, problem="offline"), "Waiting for network"),
        (SyncStatus(SyncState.WAITING_FOR_NETWORK, problem="timeout"), "Waiting for network"),
        (SyncStatus(SyncState.SENDING, problem="throttled"), "Kanbert is limiting requests"),
        (
            SyncStatus(SyncState.WAITING_FOR_NETWORK, problem="certificate"),
            "The connection to Kanbert is not secure",
        ),
        (SyncStatus(SyncState.NEEDS_SIGN_IN, problem="sign_in_needed"), "Waiting for you to sign in again"),
        (SyncStatus(SyncState.WAITING_FOR_NETWORK, problem="method_missing"), ""),
    ],
)
@pytest.mark.usefixtures("entry")
def test_reasons_that_block_every_change(
    offline_service: OpenAccount, set_status: Callable[[SyncStatus], None], status: SyncStatus, words: str
) -> None:
    set_status(status)
    assert why(offline_service) == words


@pytest.mark.parametrize(
    ("now", "words"),
    [
        ({"state": State.IN_FLIGHT}, "Sending now"),
        (
            {"state": State.OUTCOME_UNKNOWN},
            "No response from Kanbert; checking before sending again",
        ),
        ({"detail": "method_missing"}, "Kanbert does not support this yet; it stays here"),
        ({"not_before": NOON + timedelta(minutes=5)}, "Will be sent when the undo message closes"),
        ({"state": State.PARKED, "reason": Reason.REJECTED, "detail": "Zu lang."}, "Zu lang."),
        (
            {"state": State.PARKED, "reason": Reason.REJECTED, "detail": "not_taken"},
            "Kanbert responded, but did not save the change",
        ),
        ({"state": State.PARKED, "reason": Reason.CHANGED_REMOTELY}, "Changed here and in Kanbert"),
        (
            {"state": State.PARKED, "reason": Reason.OUTCOME_UNKNOWN},
            "It is not clear whether Kanbert received it",
        ),
    ],
)
def test_reasons_that_block_one_change(
    offline_service: OpenAccount, entry: Entry, now: dict[str, object], words: str
) -> None:
    offline_service.replica.apply(Batch(put=[replace(entry, **now)]))  # type: ignore[arg-type]
    assert why(offline_service) == words


def test_a_failed_attempt_names_the_time_of_the_next(offline_service: OpenAccount, entry: Entry) -> None:
    later = replace(entry, detail="server_error", not_before=NOON + timedelta(minutes=5))
    offline_service.replica.apply(Batch(put=[later]))
    assert why(offline_service).startswith("Kanbert reported a server error; next attempt at ")


@pytest.mark.usefixtures("entry")
def test_read_only_access_is_named(offline_service: OpenAccount) -> None:
    offline_service.sync_control.can_write = False
    assert why(offline_service) == "You have read-only access"


def test_a_sub_task_waits_for_its_parent(offline_service: OpenAccount) -> None:
    parent = offline_service.service.add_card(WEB, "Oben")
    child = offline_service.service.add_card(WEB, "Unten", parent=parent.card)
    assert why(offline_service, child.card) == "Waiting until “Oben” is sent"
    stuck = replace(parent.entry, state=State.PARKED, reason=Reason.REJECTED)
    offline_service.replica.apply(Batch(put=[stuck]))
    assert why(offline_service, child.card) == "Waiting for “Oben”, which needs your decision"
    offline_service.service.add_comment(parent.card, "<p>Dazu</p>")
    comment = offline_service.replica.local_cards.pending.entries_of(parent.card)[-1]
    assert (
        offline_service.service.why_entry_unsent(comment, NOON) == "Waiting for your decision about the card"
    )


def test_the_most_significant_change_is_named(offline_service: OpenAccount, entry: Entry) -> None:
    offline_service.replica.apply(
        Batch(put=[replace(entry, state=State.PARKED, reason=Reason.REJECTED, detail="Nein.")])
    )
    offline_service.service.add_comment("t1", "<p>Dazu</p>")
    assert why(offline_service) == "Nein."
