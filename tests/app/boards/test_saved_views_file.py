"""Files of saved views: what is written is read again, and a damaged file is refused as a whole."""

import json
from pathlib import Path

import pytest

from kanbert_desktop.app.boards.saved_views import SavedView, ViewGrouping, ViewLayout
from kanbert_desktop.app.boards.saved_views_file import read_views_file, views_text
from kanbert_desktop.domain.errors import InvalidInput
from kanbert_desktop.domain.sorting import Sort

VIEWS = [
    SavedView("Späte Übergaben", 'board:"Küche & Bad" -entwurf'),
    SavedView("<b>&</b>", "is:overdue", ViewLayout.COLUMNS, Sort.UPDATED, ViewGrouping.ASSIGNEE),
]


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    path = tmp_path / "views.json"
    path.write_text(views_text(VIEWS), "utf-8")
    assert read_views_file(path) == VIEWS


def test_a_file_without_views_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "views.json"
    path.write_text(views_text([]), "utf-8")
    assert read_views_file(path) == []


def test_an_editor_may_have_saved_it_in_another_encoding_and_left_options_out(tmp_path: Path) -> None:
    path = tmp_path / "views.json"
    path.write_text('{"kanbert_views": 1, "views": [{"name": "Ä", "query": "ä"}]}', "utf-16")
    assert read_views_file(path) == [SavedView("Ä", "ä")]


GOOD = {"name": "a", "query": "b"}


@pytest.mark.parametrize(
    ("content", "place"),
    [
        ("", "1"),
        (views_text(VIEWS)[:-20], "1"),
        ("[]", "1"),
        ("\x00\x01", "1"),
        ({"views": [GOOD]}, "kanbert_views"),
        ({"kanbert_views": "1", "views": [GOOD]}, "kanbert_views"),
        ({"kanbert_views": 1, "views": {}}, "views"),
        ({"kanbert_views": 1, "views": [GOOD] * 101}, "views"),
        ({"kanbert_views": 1, "views": [GOOD, 7]}, "views[1]"),
        ({"kanbert_views": 1, "views": [GOOD, {"name": "x"}]}, "views[1].query"),
        ({"kanbert_views": 1, "views": [{"name": 7, "query": ""}]}, "views[0].name"),
        ({"kanbert_views": 1, "views": [{"name": " \n", "query": ""}]}, "views[0].name"),
        ({"kanbert_views": 1, "views": [{"name": "x", "query": "q" * 2_000}]}, "views[0].query"),
        ({"kanbert_views": 1, "views": [GOOD, {**GOOD, "name": "A"}]}, "views[1].name"),
        ({"kanbert_views": 1, "views": [{**GOOD, "sort": "own"}]}, "views[0].sort"),
        ({"kanbert_views": 1, "views": [{**GOOD, "layout": ["list"]}]}, "views[0].layout"),
        ({"kanbert_views": 1, "views": [{**GOOD, "group": None}]}, "views[0].group"),
        ({"kanbert_views": 1, "views": [{**GOOD, "x": "\ud800"}]}, "views"),
    ],
)
def test_a_damaged_file_is_refused_with_the_place(tmp_path: Path, content: object, place: str) -> None:
    path = tmp_path / "views.json"
    path.write_text(content if isinstance(content, str) else json.dumps(content), "utf-8")
    with pytest.raises(InvalidInput) as error:
        read_views_file(path)
    assert (error.value.key, error.value.parameters["place"]) == ("views_file_damaged", place)


def test_a_newer_a_missing_and_an_unreadable_file_say_so(tmp_path: Path) -> None:
    path = tmp_path / "views.json"
    path.write_text('{"kanbert_views": 2, "views": "whatever"}')
    for file, key in (
        (path, "views_file_newer"),
        (tmp_path / "none", "views_file_missing"),
        (tmp_path, "views_file_missing"),
    ):
        with pytest.raises(InvalidInput) as error:
            read_views_file(file)
        assert error.value.key == key
