"""The reason why a change has not been sent is shown in every case."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import QCoreApplication

from kanbert_desktop.app.translation import use_language
from kanbert_desktop.domain.board import BoardId, CardKey
from kanbert_desktop.domain.changes import Entry, Field, Reason, State
from kanbert_desktop.domain.events import SyncState, SyncStatus
from kanbert_desktop.resources import resource
from kanbert_desktop.sync.batch import Batch
from support.offline_service import NOON, OpenAccount

WEB, T1 = BoardId("b1"), CardKey("t1")


@pytest.fixture(autouse=True)
def english(qapp: QCoreApplication) -> None:
    use_language(qapp, "en", resource("translations"))


@pytest.fixture
def entry(offline_service: OpenAccount) -> Entry:
    wish = offline_service.service.edit_card("t1", {Field.TITLE: "Anders"})
    assert wish is not None
    return wish.entry


def why(office: OpenAccount, card: CardKey = T1) -> str:
    return office.service.why_card_unsent(card, NOON)


@pytest.fixture
def told(offline_service: OpenAccount, monkeypatch: pytest.MonkeyPatch) -> Callable[[SyncStatus], None]:
    return lambda status: monkeypatch.setattr(offline_service.sync_control, "status", lambda: status)


def test_a_card_without_unsent_changes_says_nothing(offline_service: OpenAccount) -> None:
    assert why(offline_service) == ""


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (SyncStatus(), ""),
        (SyncStatus(SyncState.WAITING_FOR_NETWORK, problem="offline"), "Waiting for network"),
        (SyncStatus(SyncState.WAITING_FOR_NETWORK, problem="timeout"), "Waiting for network"),
        (SyncStatus(SyncState.SENDING, problem="throttled"), "Kanbert asks for a short break"),
        (
            SyncStatus(SyncState.WAITING_FOR_NETWORK, problem="certificate"),
            "The connection to Kanbert is not secure",
        ),
        (SyncStatus(SyncState.NEEDS_SIGN_IN, problem="sign_in_needed"), "Waits for you to sign in again"),
        (SyncStatus(SyncState.WAITING_FOR_NETWORK, problem="method_missing"), ""),
    ],
)
@pytest.mark.usefixtures("entry")
def test_reasons_that_block_every_change(
    offline_service: OpenAccount, told: Callable[[SyncStatus], None], status: SyncStatus, words: str
) -> None:
    told(status)
    assert why(offline_service) == words


@pytest.mark.parametrize(
    ("now", "words"),
    [
        ({"state": State.IN_FLIGHT}, "Being sent now"),
        (
            {"state": State.OUTCOME_UNKNOWN},
            "Kanbert has not answered; it is looked up before anything is sent twice",
        ),
        ({"detail": "method_missing"}, "Kanbert does not offer this yet; it waits here"),
        ({"not_before": NOON + timedelta(minutes=5)}, "Goes when its notice has gone"),
        ({"state": State.PARKED, "reason": Reason.REJECTED, "detail": "Zu lang."}, "Zu lang."),
        (
            {"state": State.PARKED, "reason": Reason.REJECTED, "detail": "not_taken"},
            "Kanbert answered, but did not keep the change",
        ),
        ({"state": State.PARKED, "reason": Reason.CHANGED_REMOTELY}, "Changed in both places"),
        ({"state": State.PARKED, "reason": Reason.OUTCOME_UNKNOWN}, "It is not clear whether Kanbert has it"),
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
    assert why(offline_service).startswith("Kanbert has a problem of its own; tried again at ")


@pytest.mark.usefixtures("entry")
def test_read_only_access_is_named(offline_service: OpenAccount) -> None:
    offline_service.sync_control.can_write = False
    assert why(offline_service) == "You can read here, not change"


def test_a_sub_task_waits_for_its_parent(offline_service: OpenAccount) -> None:
    parent = offline_service.service.add_card(WEB, "Oben")
    child = offline_service.service.add_card(WEB, "Unten", parent=parent.card)
    assert why(offline_service, child.card) == "Waits until “Oben” has been sent"
    stuck = replace(parent.entry, state=State.PARKED, reason=Reason.REJECTED)
    offline_service.replica.apply(Batch(put=[stuck]))
    assert why(offline_service, child.card) == "Waits for “Oben”, which needs your decision"
    offline_service.service.add_comment(parent.card, "<p>Dazu</p>")
    comment = offline_service.replica.mirror.entries_of(parent.card)[-1]
    assert (
        offline_service.service.why_entry_unsent(comment, NOON)
        == "Waits until you have decided about the card itself"
    )


def test_the_most_significant_change_is_named(offline_service: OpenAccount, entry: Entry) -> None:
    offline_service.replica.apply(
        Batch(put=[replace(entry, state=State.PARKED, reason=Reason.REJECTED, detail="Nein.")])
    )
    offline_service.service.add_comment("t1", "<p>Dazu</p>")
    assert why(offline_service) == "Nein."
