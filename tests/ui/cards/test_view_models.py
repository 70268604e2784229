"""View models are made again for the cards that changed and for those that count them, and for no others."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kanbert_desktop.domain.board import CardKey, Column
from kanbert_desktop.domain.changes import Field
from kanbert_desktop.domain.events import EventBus
from kanbert_desktop.domain.value_classes import replace
from kanbert_desktop.ui.cards.view_model import CardViewModelCache
from support.fake_service import NOW, OpenAccount, card, open_fake_account

FORMER, NEXT, CHILD, OTHER = CardKey("1"), CardKey("2"), CardKey("3"), CardKey("4")


@pytest.fixture
def desktop(profile: Path) -> Iterator[OpenAccount]:
    opened = open_fake_account(profile, EventBus())
    opened.local_cards.remove_cards([each.key for each in list(opened.local_cards.cards())])
    opened.receive_cards(
        card(1, "Former parent", Column.NEW),
        card(2, "Next parent", Column.NEW),
        card(3, "Child", Column.NEW, parent=FORMER),
        card(4, "Other parent", Column.NEW),
        card(5, "Other child", Column.NEW, parent=OTHER),
    )
    yield opened
    opened.store.close()


@pytest.fixture
def view_models(desktop: OpenAccount) -> CardViewModelCache:
    made = CardViewModelCache(desktop.service, NOW.date)
    made.get_all([desktop.service.require_card(key) for key in (FORMER, NEXT, CHILD, OTHER)])
    made.pop_invalidated()
    return made


def counts(desktop: OpenAccount, view_models: CardViewModelCache, key: CardKey) -> tuple[int, int]:
    shown = view_models.get(desktop.service.require_card(key))
    return shown.sub_tasks_done, shown.sub_tasks


def test_a_parent_counts_its_sub_task_that_was_done(
    desktop: OpenAccount, view_models: CardViewModelCache
) -> None:
    desktop.service.edit_card(CHILD, {Field.COLUMN: Column.COMPLETED})
    view_models.invalidate({CHILD})
    assert view_models.pop_invalidated() == {CHILD, FORMER}
    assert counts(desktop, view_models, FORMER) == (1, 1)


def test_a_sub_task_with_another_parent_concerns_both(
    desktop: OpenAccount, view_models: CardViewModelCache
) -> None:
    desktop.receive_cards(replace(desktop.service.require_card(CHILD), parent=NEXT))
    view_models.invalidate({CHILD})
    assert view_models.pop_invalidated() == {CHILD, FORMER, NEXT}
    assert counts(desktop, view_models, FORMER) == (0, 0)
    assert counts(desktop, view_models, NEXT) == (0, 1)


def test_a_deleted_sub_task_concerns_its_parent(
    desktop: OpenAccount, view_models: CardViewModelCache
) -> None:
    desktop.service.delete_card(CHILD)
    view_models.invalidate({CHILD})
    assert view_models.pop_invalidated() == {CHILD, FORMER}
    assert counts(desktop, view_models, FORMER) == (0, 0)


def test_a_new_sub_task_concerns_its_parent(desktop: OpenAccount, view_models: CardViewModelCache) -> None:
    desktop.receive_cards(card(6, "New", Column.NEW, parent=OTHER))
    view_models.invalidate({CardKey("6")})
    assert view_models.pop_invalidated() == {CardKey("6"), OTHER}
    assert counts(desktop, view_models, OTHER) == (0, 2)
