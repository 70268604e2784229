"""A repeated request returns the same response and changes nothing: change and response are one transaction."""

from collections.abc import Callable

import pytest

from kanbert_desktop.domain.changes import Field
from kanbert_desktop.domain.errors import Refused
from kanbert_desktop.store.database import Store
from support.offline_service import OpenAccount, ReopenAccount


def rename(offline_service: OpenAccount, *titles: str) -> Callable[[], str]:
    def action() -> str:
        for title in titles:
            offline_service.service.edit_card("t1", {Field.TITLE: title})
        return f"renamed {len(titles)} times"

    return action


@pytest.fixture
def writes(offline_service: OpenAccount, monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """One entry for each transaction that starts from now on."""
    begun: list[object] = []
    write = Store.write

    def watched(store: Store, job: Callable[..., object], **named: bool) -> object:
        begun.append(job)
        return write(store, job, **named)

    monkeypatch.setattr(Store, "write", watched)
    return begun


def test_a_change_and_its_response_are_one_transaction(
    offline_service: OpenAccount, writes: list[object]
) -> None:
    assert (
        offline_service.service.run_once("request", rename(offline_service, "Erst dies", "Dann das"))
        == "renamed 2 times"
    )
    assert len(writes) == 1
    assert offline_service.service.require_card("t1").title == "Dann das", "on the screen at once"
    offline_service.wait_until_saved()


def test_a_later_process_gives_the_same_response_and_changes_nothing(
    offline_service: OpenAccount, open_offline_service: ReopenAccount
) -> None:
    offline_service.service.run_once("request", rename(offline_service, "Genau einmal"))
    offline_service.close()
    later = open_offline_service()
    assert later.service.run_once("request", rename(later, "Ein zweites Mal")) == "renamed 1 times"
    assert later.service.require_card("t1").title == "Genau einmal"
    assert later.service.run_once("another request", rename(later, "Ein zweites Mal")) == "renamed 1 times"
    assert later.service.require_card("t1").title == "Ein zweites Mal"
    later.wait_until_saved()


def test_a_repeat_before_the_commit_changes_nothing(offline_service: OpenAccount) -> None:
    for _ in range(2):
        offline_service.service.run_once(
            "request",
            lambda: str(offline_service.service.undo_text()) + rename(offline_service, "Genau einmal")(),
        )
    assert (
        len(
            offline_service.replica.local_cards.pending.entries_of(
                offline_service.service.require_card("t1").key
            )
        )
        == 1
    )
    offline_service.wait_until_saved()


def test_changes_before_a_rejection_are_saved_and_the_repeat_is_rejected_too(
    offline_service: OpenAccount, open_offline_service: ReopenAccount
) -> None:
    def action() -> str:
        rename(offline_service, "Vor dem Nein")()
        raise Refused("read_only")

    with pytest.raises(Refused):
        offline_service.service.run_once("request", action)
    offline_service.close()
    later = open_offline_service()
    assert later.service.require_card("t1").title == "Vor dem Nein"
    with pytest.raises(Refused):
        later.service.run_once("request", action)
