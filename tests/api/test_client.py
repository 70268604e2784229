"""Lists are read page by page, and one bad row, key or response never stops the rest."""

import asyncio
import dataclasses
import logging
from datetime import UTC, datetime
from urllib.parse import parse_qs

import httpx
import msgspec
import pytest

from kanbert_desktop.api import listings
from kanbert_desktop.api.client import KanbertApi
from kanbert_desktop.api.payloads import read_card
from kanbert_desktop.domain.board import BoardId
from kanbert_desktop.domain.errors import Refused, TransientError
from support.scripted_server import ScriptedServer


def page(*rows: object, next_cursor: str | None = None) -> dict[str, object]:
    meta = {"path": "", "per_page": 30, "next_cursor": next_cursor, "next_page_url": None}
    return {"data": list(rows), "links": [], "meta": meta}


def task(number: int) -> dict[str, object]:
    return {"id": f"t{number}", "project_id": "p", "title": f"Card {number}"}


def test_a_page_holds_rows_cursor_and_the_servers_time(script: ScriptedServer) -> None:
    script.responses.append(
        httpx.Response(
            200,
            json=page(task(1), task(2), next_cursor="abc"),
            headers={"Date": "Tue, 24 Nov 2026 09:00:00 GMT"},
        )
    )
    record = asyncio.run(KanbertApi(script.client()).page(listings.cards()))
    assert [row.value.title for row in record.rows] == ["Card 1", "Card 2"]
    assert record.next_cursor == "abc"
    assert record.server_date == datetime(2026, 11, 24, 9, tzinfo=UTC)
    assert msgspec.json.decode(record.rows[0].raw) == task(1)


def test_the_cursor_is_known_before_the_rows_are_read(
    script: ScriptedServer,
) -> None:
    """The next page is on its way while this one is read."""
    read: list[bytes] = []
    asked = dataclasses.replace(listings.cards(), read=lambda raw: read.append(raw) or read_card(raw))
    script.responses.append(httpx.Response(200, json=page(task(1), None, next_cursor="abc")))
    unread = asyncio.run(KanbertApi(script.client()).unread_page(asked))
    assert unread.next_cursor == "abc"
    assert not read
    one = unread.read()
    assert [row.value.title for row in one.rows] == ["Card 1"]
    assert (one.next_cursor, one.skipped, one.size) == ("abc", 1, unread.size)


def test_the_question_is_repeated_with_the_cursor(script: ScriptedServer) -> None:
    script.responses.append(httpx.Response(200, json=page()))
    asked = listings.cards(listings.on_board(BoardId("p&1")), listings.is_open())
    asyncio.run(KanbertApi(script.client()).page(asked, "cur=sor"))
    query = parse_qs(script.requests[0].url.query.decode())
    assert query["page[cursor]"] == ["cur=sor"]
    assert query["sort"] == ["-updated_at,created_at,uri"]
    conditions = msgspec.json.decode(query["filter"][0])
    assert {"field": "project.id", "op": "eq", "value": "p&1"} in conditions
    assert {"field": "sub_tasks_in_list", "op": "eq", "value": "with"} in conditions


def test_bad_rows_are_skipped_counted_and_not_logged(
    script: ScriptedServer, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    script.responses.append(
        httpx.Response(200, json=page(task(1), None, {"id": "secret-row"}, "words", task(2)))
    )
    record = asyncio.run(KanbertApi(script.client()).page(listings.cards()))
    assert [row.value.server_id for row in record.rows] == ["t1", "t2"]
    assert record.skipped == 3
    assert "secret-row" not in caplog.text


@pytest.mark.parametrize("text", ["[]", '{"data": {}}', '{"message": "hello"}', '{"data": [', "null"])
def test_a_response_that_is_not_a_list_is_transient(script: ScriptedServer, text: str) -> None:
    script.responses.append(httpx.Response(200, text=text))
    with pytest.raises(TransientError, match="unreadable_answer"):
        asyncio.run(KanbertApi(script.client()).page(listings.cards()))


@pytest.mark.parametrize(
    "meta", [{}, {"next_cursor": ""}, {"next_cursor": None, "next_cursor_url": "https://x"}]
)
def test_only_the_cursor_says_that_there_is_more(script: ScriptedServer, meta: dict[str, object]) -> None:
    script.responses.append(httpx.Response(200, json={"data": [], "links": [], "meta": meta}))
    assert asyncio.run(KanbertApi(script.client()).page(listings.boards())).next_cursor is None


def test_a_single_card_and_who_am_i_come_bare(script: ScriptedServer) -> None:
    script.responses.append(httpx.Response(200, json=task(1)))
    script.responses.append(
        httpx.Response(
            200, json={"id": "u", "first_name": "Mira", "last_name": "Kessler", "email": "m@example.org"}
        )
    )
    api = KanbertApi(script.client())

    async def scenario() -> tuple[str, str]:
        card = await api.card("t1")
        person, raw = await api.whoami()
        assert msgspec.json.decode(raw)["id"] == "u"
        return card.value.title, person.name

    assert asyncio.run(scenario()) == ("Card 1", "Mira Kessler")


def test_a_card_that_is_not_there_is_refused(script: ScriptedServer) -> None:
    script.responses.append(httpx.Response(404, json={"message": "No query results"}))
    with pytest.raises(Refused) as caught:
        asyncio.run(KanbertApi(script.client()).card("t1"))
    assert caught.value.status == 404
