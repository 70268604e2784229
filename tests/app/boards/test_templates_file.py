"""Templates as a file: all or nothing, and what repeats is paused where it is imported."""

import json
from datetime import date
from pathlib import Path

import pytest

from kanbert_desktop.app.boards.templates import Template
from kanbert_desktop.app.boards.templates_file import read_templates_file, templates_text
from kanbert_desktop.domain.board import Column
from kanbert_desktop.domain.errors import InvalidInput
from kanbert_desktop.domain.recurrence import Recurrence, RecurrenceUnit
from kanbert_desktop.domain.value_classes import replace

MONDAY = date(2026, 11, 30)
BY_HAND = Template("Newsletter", "<p>Betreff</p>", True, ("Texten",), "p1")
MONTHLY = Template(
    "Rechnung",
    board="b1",
    column=Column.WIP,
    assignee="u1",
    due="+3",
    recurrence=Recurrence(RecurrenceUnit.MONTH, MONDAY, day_of_month=31),
)


def written(tmp_path: Path, document: object) -> Path:
    path = tmp_path / "templates.json"
    path.write_text(json.dumps(document), "utf-8")
    return path


def row(**more: object) -> dict[str, object]:
    return {"title": "Newsletter", **more}


def test_a_file_holds_everything_but_what_was_made(tmp_path: Path) -> None:
    path = tmp_path / "templates.json"
    path.write_text(templates_text([BY_HAND, replace(MONTHLY, made=(MONDAY,))]), "utf-8")
    assert read_templates_file(path) == [BY_HAND, replace(MONTHLY, is_paused=True)]


def test_only_the_title_is_needed(tmp_path: Path) -> None:
    path = written(tmp_path, {"kanbert_templates": 1, "templates": [row()]})
    assert read_templates_file(path) == [Template("Newsletter")]


@pytest.mark.parametrize(
    ("rows", "place"),
    [
        ([3], "templates[0]"),
        ([{}], "templates[0].title"),
        ([row(title=" ")], "templates[0].title"),
        ([row(description=3)], "templates[0].description"),
        ([row(sub_tasks=[""])], "templates[0].sub_tasks"),
        ([row(public="yes")], "templates[0].public"),
        ([row(column="Other")], "templates[0].column"),
        ([row(due="soon")], "templates[0].due"),
        ([row(repeat={"unit": "week", "start": "2026-11-30"}, board="b1")], "templates[0].repeat"),
        ([row(repeat={"unit": "day", "start": "today"}, board="b1")], "templates[0].repeat"),
        ([row(repeat=[], board="b1")], "templates[0].repeat"),
        ([row(repeat={"unit": "day", "start": "2026-11-30"})], "templates[0].board"),
        ([row(), row()], "templates[1].title"),
    ],
)
def test_what_is_wrong_is_named(tmp_path: Path, rows: list[object], place: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        read_templates_file(written(tmp_path, {"kanbert_templates": 1, "templates": rows}))
    assert (caught.value.key, caught.value.parameters["place"]) == ("templates_file_damaged", place)


@pytest.mark.parametrize(
    ("document", "key"),
    [
        ({"kanbert_templates": 2, "templates": []}, "templates_file_newer"),
        ({"kanbert_views": 1, "views": []}, "templates_file_damaged"),
        ({"kanbert_templates": 1, "templates": {}}, "templates_file_damaged"),
        ([], "templates_file_damaged"),
    ],
)
def test_another_file_is_refused(tmp_path: Path, document: object, key: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        read_templates_file(written(tmp_path, document))
    assert caught.value.key == key
