"""Text comparison ignores case and accents, in filters and sorts."""

import json
import unicodedata
from typing import Any

import pytest

from kanbert_desktop.sandbox.collation import collation_key
from support.in_process_sandbox import InProcessSandbox

TITLES = ["Übersicht", "UBERSICHT 2", "übersicht 3", "Straßenfest", "Éclair", "zebra", "Zoo", "Ärger", "arm"]


@pytest.fixture
def box(sandbox: InProcessSandbox) -> InProcessSandbox:
    tasks = sandbox.state.tasks()
    with sandbox.state.transaction() as database:
        for task, title in zip(tasks, TITLES, strict=False):
            database.execute("UPDATE tasks SET title = ? WHERE id = ?", (title, task["id"]))
    return sandbox


def found(sandbox: InProcessSandbox, asked: object, sort: str = "title") -> list[str]:
    rows = [
        row
        for page in sandbox.read_all_pages(
            {"filter": asked if isinstance(asked, str) else json.dumps(asked), "sort": sort}
        )
        for row in page
    ]
    return [row["title"] for row in rows if row["title"] in TITLES]


def titled(op: str, value: Any) -> list[dict[str, Any]]:  # noqa: ANN401  any value
    return [{"field": "title", "op": op, "value": value}]


OVERVIEWS = {"Übersicht", "UBERSICHT 2", "übersicht 3"}


@pytest.mark.parametrize(
    ("op", "value", "titles"),
    [
        ("startswith", "ü", OVERVIEWS),
        ("startswith", "Ü", OVERVIEWS),
        ("startswith", "u", OVERVIEWS),
        ("startswith", unicodedata.normalize("NFD", "Ü"), OVERVIEWS),
        ("contains", "BERSICHT", OVERVIEWS),
        ("contains", "SSENF", {"Straßenfest"}),
        ("endswith", "sicht", {"Übersicht"}),
        ("like", "%ÜBERSICHT%", OVERVIEWS),
        ("like", "ecl", {"Éclair"}),
        ("eq", "übersicht", {"Übersicht"}),
        ("eq", "ubersicht", {"Übersicht"}),
        ("eq", "STRASSENFEST", {"Straßenfest"}),
        ("in", ["ARGER", "eclair"], {"Ärger", "Éclair"}),
        ("eq", "übersich", set()),
    ],
)
def test_filters_ignore_case_and_accents(
    box: InProcessSandbox, op: str, value: object, titles: set[str]
) -> None:
    assert set(found(box, titled(op, value))) == titles


def test_not_equal_selects_the_rest(box: InProcessSandbox) -> None:
    for op, value in (("ne", "UBERSICHT"), ("nin", ["übersicht"])):
        assert set(found(box, titled(op, value))) == set(TITLES) - {"Übersicht"}


def test_an_expression_selects_the_same(box: InProcessSandbox) -> None:
    assert set(found(box, "title startsWith 'ü'")) == OVERVIEWS


@pytest.mark.parametrize("size", ["3", "30"])
def test_sorts_ignore_case_and_accents_on_every_page(box: InProcessSandbox, size: str) -> None:
    query = {"filter": "sub_tasks_in_list = with", "sort": "title", "page[size]": size}
    titles = [row["title"] for page in box.read_all_pages(query) for row in page]
    assert [title for title in titles if title in TITLES] == sorted(
        TITLES, key=lambda title: collation_key(title) or ""
    )
    assert titles == sorted(titles, key=lambda title: collation_key(title) or "")
    back = [row["title"] for page in box.read_all_pages(query | {"sort": "-title"}) for row in page]
    assert sorted(back) == sorted(titles), "no row is lost between two pages"


def test_other_lists_do_the_same(box: InProcessSandbox) -> None:
    with box.state.transaction() as database:
        database.execute(
            "UPDATE clients SET name = 'Ökohof' WHERE id = (SELECT id FROM clients ORDER BY id LIMIT 1)"
        )
    answer = box.api_request("GET", "/clients", params={"filter": "name = 'OKOHOF'"}).json()
    assert [row["name"] for row in answer["data"]] == ["Ökohof"]
