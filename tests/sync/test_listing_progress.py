"""A listing without an end is stopped, and a long one is read to its end."""

import pytest

from kanbert_desktop.api.payloads import Page, Record
from kanbert_desktop.domain.board import Client, ClientId
from kanbert_desktop.domain.errors import TransientError
from kanbert_desktop.sync import server_reader
from kanbert_desktop.sync.server_reader import MAX_EMPTY_PAGES, MAX_PAGES, PageLimits

ROW = Record(Client(ClientId("c"), "x"), b"{}")


def page(number: int | None, *, rows: int = 1, size: int = 100) -> Page[Client]:
    return Page([ROW] * rows, None if number is None else f"place-{number}", None, 0, size)


def turned(pages: list[Page[Client]]) -> int:
    """Returns how many pages were read before the limit."""
    walk = PageLimits()
    for number, one in enumerate(pages):
        try:
            walk.check(one)
        except TransientError:
            return number + 1
    return len(pages)


def test_ten_thousand_cards_are_far_from_the_end() -> None:
    assert turned([page(number, rows=30, size=60_000) for number in range(400)]) == 400


def test_pages_without_end_are_left() -> None:
    assert turned([page(number) for number in range(MAX_PAGES + 10)]) == MAX_PAGES + 1


def test_empty_pages_are_left_sooner() -> None:
    assert turned([page(number, rows=0) for number in range(100)]) == MAX_EMPTY_PAGES + 1


def test_a_few_empty_pages_between_full_ones_are_no_error() -> None:
    assert turned([page(number, rows=number % MAX_EMPTY_PAGES == 0) for number in range(200)]) == 200


def test_unreadable_rows_are_rows() -> None:
    walk = PageLimits()
    for number in range(3 * MAX_EMPTY_PAGES):
        walk.check(page(number, rows=0)._replace(skipped=1))


def test_the_same_place_twice_is_left_at_once() -> None:
    assert turned([page(1), page(2), page(1), page(3)]) == 3


def test_too_many_bytes_are_left(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server_reader, "MAX_LISTING_BYTES", 1000)
    assert turned([page(number, size=300) for number in range(10)]) == 4


def test_the_last_page_is_never_too_much() -> None:
    PageLimits().check(page(None, rows=0, size=10**12))
