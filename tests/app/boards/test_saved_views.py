"""Saved views: names, order, limits, and what is stored."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from kanbert_desktop.app.boards.local_data import SAVED_VIEWS
from kanbert_desktop.app.boards.saved_views import (
    MAX_VIEWS,
    NAME_LIMIT,
    SavedView,
    SavedViews,
    ViewGrouping,
    ViewLayout,
)
from kanbert_desktop.domain.errors import InvalidInput, Refused
from kanbert_desktop.domain.events import EventBus
from kanbert_desktop.domain.sorting import Sort
from support.fake_service import OpenAccount, open_fake_account

MINE = SavedView("Meine Woche", "assignee:me due:<7d")
LATE = SavedView("Late", "is:overdue", ViewLayout.COLUMNS, Sort.PRIORITY, ViewGrouping.CLIENT)


@pytest.fixture
def desktop(profile: Path) -> Iterator[OpenAccount]:
    opened = open_fake_account(profile, EventBus())
    yield opened
    opened.store.close()


@pytest.fixture
def views(desktop: OpenAccount) -> SavedViews:
    made = SavedViews(desktop.service)
    made.add(MINE)
    made.add(LATE)
    return made


def names(views: SavedViews) -> list[str]:
    return [view.name for view in views.all()]


def test_views_are_there_in_a_new_process(desktop: OpenAccount, views: SavedViews, profile: Path) -> None:
    desktop.wait_until_saved()
    assert desktop.store.close()
    again = open_fake_account(profile, EventBus())
    assert SavedViews(again.service).all() == [MINE, LATE]
    assert again.store.close()


def test_a_name_is_found_in_any_case_and_taken_once(views: SavedViews) -> None:
    assert views.find("  meine   WOCHE ") == MINE
    with pytest.raises(InvalidInput) as error:
        views.add(SavedView("LATE", "due:today"))
    assert error.value.key == "view_name_taken"
    assert views.all() == [MINE, LATE]


def test_the_same_view_again_is_no_error(views: SavedViews) -> None:
    assert views.add(LATE) == LATE
    assert views.all() == [MINE, LATE]


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("\x1b[31mred\x07", "[31mred"),
        ("two\r\nlines", "two lines"),
        ("\u202eevil", "evil"),
        ("<b>bold</b> & <img src=x>", "<b>bold</b> & <img src=x>"),
        ("half \ud83d", "half \ufffd"),
    ],
)
def test_a_name_becomes_one_line_without_control_characters(views: SavedViews, name: str, kept: str) -> None:
    assert views.add(SavedView(name, "due:today")).name == kept
    assert views.find(name) is not None


@pytest.mark.parametrize(
    ("view", "key"),
    [
        (SavedView(" \x00\n", "due:today"), "view_name_empty"),
        (SavedView("n" * (NAME_LIMIT + 1), ""), "view_name_too_long"),
        (SavedView("n", "word " * 1_000), "view_query_too_long"),
    ],
)
def test_an_impossible_view_is_refused_and_changes_nothing(
    views: SavedViews, view: SavedView, key: str
) -> None:
    with pytest.raises(InvalidInput) as error:
        views.add(view)
    assert error.value.key == key
    assert views.all() == [MINE, LATE]


def test_there_is_a_limit(views: SavedViews) -> None:
    views.set_all([replace(MINE, name=f"View {number}") for number in range(MAX_VIEWS)])
    with pytest.raises(InvalidInput) as error:
        views.add(LATE)
    assert error.value.key == "too_many_views"
    assert len(views.all()) == MAX_VIEWS


def test_a_view_is_renamed_and_edited_in_its_place(views: SavedViews) -> None:
    changed = replace(MINE, name="MEINE WOCHE", query="is:mine")
    assert views.change("Meine Woche", changed) == changed
    assert views.all() == [changed, LATE]
    with pytest.raises(InvalidInput):
        views.change("Late", replace(LATE, name="meine woche"))
    with pytest.raises(Refused) as error:
        views.change("gone", LATE)
    assert error.value.key == "unknown_view"


def test_columns_are_not_grouped_by_column(views: SavedViews) -> None:
    made = views.add(SavedView("Board", "", ViewLayout.COLUMNS, grouping=ViewGrouping.COLUMN))
    assert made.grouping is ViewGrouping.NONE


def test_a_removed_view_returns_to_its_place(views: SavedViews) -> None:
    place = views.remove("meine woche")
    assert names(views) == ["Late"]
    views.restore(MINE, place)
    assert views.all() == [MINE, LATE]


def test_a_name_taken_meanwhile_is_not_restored_over(views: SavedViews) -> None:
    place = views.remove(MINE.name)
    other = views.add(SavedView(MINE.name, "is:open"))
    with pytest.raises(InvalidInput):
        views.restore(MINE, place)
    assert views.all() == [LATE, other]


def test_views_move_up_and_down_within_the_list(views: SavedViews) -> None:
    assert views.move("Late", -1)
    assert names(views) == ["Late", "Meine Woche"]
    assert not views.move("Late", -1)
    assert not views.move("Meine Woche", 1)


def test_importing_replaces_views_of_the_same_name_and_adds_the_others(views: SavedViews) -> None:
    other, new = SavedView("LATE", "due:overdue"), SavedView("New", "is:open")
    assert views.put_all([other, new]) == (1, 1)
    assert views.all() == [MINE, other, new]


def test_importing_too_many_changes_nothing(views: SavedViews) -> None:
    with pytest.raises(InvalidInput):
        views.put_all([replace(MINE, name=f"View {number}") for number in range(MAX_VIEWS)])
    assert views.all() == [MINE, LATE]


def test_what_a_newer_version_wrote_is_read_as_far_as_possible_and_stays(
    desktop: OpenAccount, views: SavedViews
) -> None:
    rows = [
        {"name": "Gantt", "query": "is:open", "layout": "gantt", "sort": "own", "group": "moon"},
        {"title": "no name"},
        7,
    ]
    desktop.service.local.save_value(SAVED_VIEWS, json.dumps(rows))
    assert views.all() == [SavedView("Gantt", "is:open")]
    views.add(LATE)
    assert json.loads(desktop.service.local.value(SAVED_VIEWS))[2:] == rows[1:]


@pytest.mark.parametrize("text", ["{", "7", '{"name": "x"}', "null"])
def test_an_unreadable_value_is_no_obstacle(desktop: OpenAccount, views: SavedViews, text: str) -> None:
    desktop.service.local.save_value(SAVED_VIEWS, text)
    assert views.all() == []
    views.add(LATE)
    assert views.all() == [LATE]
