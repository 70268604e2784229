"""The disk runs full between a verb's check and its commit: kept and reported, or not kept; never both."""

import asyncio
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest

from kanbert_desktop.cli.arguments import parse_arguments
from kanbert_desktop.cli.dispatch import run_invocation
from kanbert_desktop.cli.invocation import Invocation
from kanbert_desktop.cli.output import Output
from kanbert_desktop.domain.board import BoardId
from support.offline_service import OpenAccount, fill_store, open_offline_service_at
from support.small_disk import fill_up, small_disk

MEGABYTE = 1 << 20
LARGE = "Wort " * (2 * MEGABYTE // 5)
"""Larger than the remaining space and than a verb requires beforehand."""


@pytest.fixture
def offline_service() -> Iterator[OpenAccount]:
    """On a disk with 1.5 MB left."""
    with small_disk(16 * MEGABYTE) as place:
        fill_store(place / "store.db")
        fill_up(place, spare=3 * MEGABYTE // 2)
        offline_service = open_offline_service_at(place / "store.db")
        yield offline_service
        offline_service.store.close()


def run(offline_service: OpenAccount, *, outlives: bool, description: str = LARGE) -> tuple[int, str]:
    """Runs `add` with that description and returns its output. The request is always the same."""
    printed: list[str] = []
    words = parse_arguments(["add", "WEB", "Einmal", "--description", description])
    application = SimpleNamespace(require_service=lambda: offline_service.service, bus=offline_service.bus)
    output = Output(lambda _kind, text: printed.append(text), as_json=False)
    call = Invocation(
        application, words, output, "4b3ae1f4-6f1a-4f0e-9f0c-6a1f0f2b7c11", process_continues=outlives
    )  # type: ignore[arg-type]
    return asyncio.run(run_invocation(call)), "".join(printed)


def titles(path: Path) -> list[str]:
    again = open_offline_service_at(path)
    found = [card.title for card in again.service.cards(BoardId("b1"))]
    assert again.store.close()
    return found


def test_a_window_keeps_it_says_so_and_saves_it_once(offline_service: OpenAccount) -> None:
    code, printed = run(offline_service, outlives=True)
    assert code == 7
    assert "The disk is full." in printed
    assert "do not repeat" in printed
    assert run(offline_service, outlives=True)[0] == 7, "the next one is refused: nothing more is begun"
    (offline_service.store.path.parent / "ballast").unlink()
    offline_service.close()
    assert titles(offline_service.store.path).count("Einmal") == 1


def test_a_verb_that_ends_keeps_nothing_and_may_be_repeated(offline_service: OpenAccount) -> None:
    code, printed = run(offline_service, outlives=False)
    assert code == 7
    assert "repeat the command" in printed
    assert "do not repeat" not in printed
    (offline_service.store.path.parent / "ballast").unlink()
    offline_service.close()
    assert titles(offline_service.store.path).count("Einmal") == 0


@pytest.mark.parametrize("outlives", [True, False])
def test_a_repeat_of_what_was_saved_is_answered_without_room(
    offline_service: OpenAccount, *, outlives: bool
) -> None:
    """If refused, it would look like a new request and be carried out again."""
    assert run(offline_service, outlives=outlives, description="kurz")[0] == 0
    offline_service.wait_until_saved()
    fill_up(offline_service.store.path.parent)
    assert run(offline_service, outlives=outlives, description="kurz")[0] == 0
    (offline_service.store.path.parent / "ballast").unlink()
    offline_service.close()
    assert titles(offline_service.store.path).count("Einmal") == 1
