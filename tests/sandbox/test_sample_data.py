"""The sample data: a plausible agency, and bulk data on request."""

from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from kanbert_desktop.app import translation
from kanbert_desktop.sandbox.sample_data import open_state
from kanbert_desktop.sandbox.sample_texts import LANGUAGES, sample_of
from support.in_process_sandbox import InProcessSandbox, sandbox_clock

STATUSES = {"Backlog", "New", "WIP", "Completed", "Approved", "Closed"}


def test_an_agency_with_clients_boards_and_cards(sandbox: InProcessSandbox) -> None:
    cards = [row for row in sandbox.state.tasks() if row["parent_task_id"] is None]
    boards = sandbox.state.rows("SELECT * FROM projects")
    assert len(sandbox.state.rows("SELECT * FROM clients")) == 4
    assert Counter(board["status"] for board in boards) == {"running": 8, "closed": 1}
    assert 150 <= len(cards) <= 180
    assert {card["status"] for card in cards} == STATUSES
    assert len({card["title"] for card in cards}) == len(cards)


def test_due_dates_are_before_on_and_after_today(sandbox: InProcessSandbox) -> None:
    days = Counter(
        "none"
        if row["due_date"] is None
        else "late"
        if row["due_date"] < "2026-11-24"
        else "today"
        if row["due_date"] == "2026-11-24"
        else "soon"
        if row["due_date"] <= "2026-11-30"
        else "later"
        for row in sandbox.state.tasks()
        if row["status"] in {"New", "WIP", "Completed"}
    )
    assert min(days[kind] for kind in ("none", "late", "today", "soon", "later")) >= 5


def test_every_timestamp_is_in_the_past_and_in_order(sandbox: InProcessSandbox) -> None:
    for row in sandbox.state.tasks() + sandbox.state.comments():
        assert row["created_at"] <= row["updated_at"] <= sandbox.state.now()
    born = {row["id"]: row["created_at"] for row in sandbox.state.tasks()}
    assert all(row["created_at"] >= born[row["task_id"]] for row in sandbox.state.comments())


def test_seeding_happens_once(tmp_path: Path) -> None:
    clock = sandbox_clock()
    first = open_state(tmp_path / "sandbox", clock=clock)
    rows = first.tasks()
    first.close()
    clock.advance(days=3)
    second = open_state(tmp_path / "sandbox", tasks=500, clock=clock)
    assert second.tasks() == rows
    second.close()


def test_bulk_data_has_the_requested_number_of_cards(tmp_path: Path) -> None:
    state = open_state(tmp_path / "sandbox", tasks=10_000)
    cards = [row for row in state.tasks() if row["parent_task_id"] is None]
    assert len(cards) == 10_000
    assert {row["status"] for row in cards} == STATUSES
    boards = Counter(row["project_id"] for row in cards)
    assert len(boards) >= 20
    assert len({row["uri"] for row in cards}) == 10_000
    state.close()


def test_the_sandbox_can_be_empty(tmp_path: Path) -> None:
    state = open_state(tmp_path / "sandbox", tasks=0)
    assert state.tasks() == []
    assert len(state.rows("SELECT * FROM projects")) == 9
    state.close()


SHARED = {
    "Studio Nordlicht",
    "Bergmann Möbel",
    "Stadtwerke Lindau",
    "Haferkorn Naturkost",
    "Normal",
    "Web",
    "Print",
} | {*("Relaunch", "Newsletter", "Intranet", "Social Media", "Navigation", "Baden-Württemberg", "Vorarlberg")}
"""Names, and words that are the same in English and German."""
BOARD_TEXTS = ("title", "about")
CARD_TEXTS = ("title", "html")


def texts_of(sample: Mapping[str, Any]) -> Iterator[str]:
    """Everything that the program shows, in a fixed order."""
    yield sample["space"]
    for kind in ("priorities", "types"):
        yield from (each["title"] for each in sample[kind].values())
    yield from (each["name"] for each in sample["clients"].values())
    yield from (tag for label in sample["labels"].values() for tag in label.get("tags", ()))
    yield from (text for texts in sample["crowd"].values() for text in texts)
    for board in sample["boards"]:
        yield from (board[name] for name in BOARD_TEXTS if name in board)
        for card in board["cards"]:
            yield from (card[name] for name in CARD_TEXTS if name in card)
            yield from (line.removeprefix("x ") for line in card.get("sub", ()))
            yield from (line.partition(": ")[2] for line in card.get("say", ()))


def test_every_text_of_the_sample_data_exists_in_both_languages() -> None:
    mixed, english, german = (list(texts_of(sample_of(language))) for language in (None, "en", "de"))
    assert len(mixed) == len(english) == len(german) > 350
    for text, in_english, in_german in zip(mixed, english, german, strict=True):
        if text in SHARED:
            assert in_english == in_german == text
        else:
            assert in_english != in_german, text
            assert text in {in_english, in_german} or "<p>" in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_sample_data_in_one_language_is_the_same_agency(
    tmp_path: Path, sandbox: InProcessSandbox, language: str
) -> None:
    state = open_state(tmp_path / language, clock=sandbox_clock(), language=language)
    query = "SELECT uri, status, due_date, parent_task_id IS NULL AS is_card FROM tasks ORDER BY uri"
    assert state.rows(query) == sandbox.state.rows(query)
    titles = [row["title"] for row in state.rows("SELECT title FROM tasks WHERE parent_task_id IS NULL")]
    assert len(set(titles)) == len(titles)
    [comment] = state.rows(
        "SELECT comment FROM comments WHERE comment LIKE '<p>48%' OR comment LIKE '%48 P%'"
    )
    assert (
        comment["comment"]
        == {"en": "<p>48 pixels high now.</p>", "de": "<p>Jetzt 48 Pixel hoch.</p>"}[language]
    )
    state.close()


def test_a_folder_keeps_the_language_of_its_first_start(tmp_path: Path) -> None:
    open_state(tmp_path / "sandbox", language="de").close()
    state = open_state(tmp_path / "sandbox", language="en")
    assert {"Website-Relaunch", "Studio intern"} <= {
        row["title"] for row in state.rows("SELECT title FROM projects")
    }
    state.close()


def test_the_sample_data_has_the_languages_of_the_program() -> None:
    assert LANGUAGES == translation.LANGUAGES
