"""A server's id becomes one segment of a path, whatever it contains, or is rejected."""

import asyncio
import json
from urllib.parse import unquote

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kanbert_desktop.api import listings, writes
from kanbert_desktop.api.client import KanbertApi
from kanbert_desktop.api.ids import is_valid_id, path_segment
from kanbert_desktop.domain.board import CardKey
from kanbert_desktop.domain.changes import Field
from kanbert_desktop.domain.errors import KanbertError, OutcomeUnknown, Refused, TransientError
from kanbert_desktop.net.client import make_client
from support.hostile_responses import HARMLESS_IDS, ODD_IDS
from support.hostile_server import hostile_server, http
from support.scripted_server import ScriptedServer

ODD = [name for name in ODD_IDS.values() if isinstance(name, str)]
HARMLESS = [str(name) for name in HARMLESS_IDS.values()]


@pytest.mark.parametrize("odd", ODD)
def test_an_invalid_id_is_never_requested(odd: str) -> None:
    script = ScriptedServer(httpx.Response(200, json={}))
    api = KanbertApi(script.client())

    def changed() -> object:
        return asyncio.run(writes.update(script.client(), odd, {Field.TITLE: "x"}))

    for ask in (
        lambda: asyncio.run(api.card(odd)),
        lambda: asyncio.run(api.comments(odd, CardKey("k"))),
        lambda: asyncio.run(writes.delete(script.client(), odd)),
        changed,
    ):
        with pytest.raises(Refused, match="id_unusable"):
            ask()
    assert script.requests == []


@pytest.mark.parametrize("name", HARMLESS)
def test_an_odd_id_arrives_as_it_is_in_one_segment(name: str) -> None:
    """On a real socket: only there the client's own handling of paths shows."""
    with hostile_server(lambda _: http(b"")) as server:

        async def scenario() -> None:
            async with make_client(server.origin) as client:
                await writes.delete(client, name)

        asyncio.run(scenario())
    (asked,) = server.requests
    start, _, rest = asked.target.partition("/tasks/")
    assert start == "/api/v1"
    assert "/" not in rest
    assert "?" not in rest
    assert unquote(rest) == name


@given(st.text(max_size=40))
def test_no_id_steers_a_request(name: str) -> None:
    path = f"/api/v1/tasks/{path_segment(name)}/comments" if is_valid_id(name) else "/api/v1/tasks/x/comments"
    url = httpx.Request("GET", f"https://kanbert.test{path}").url
    segments = url.raw_path.decode().split("/")
    assert segments[:4] == ["", "api", "v1", "tasks"]
    assert len(segments) == 6
    assert segments[5] == "comments"


@pytest.mark.parametrize("odd", ODD)
@pytest.mark.parametrize("field", ["id", "project_id"])
def test_a_row_with_such_an_id_is_skipped_and_the_others_are_read(odd: str, field: str) -> None:
    good = {"id": "t1", "project_id": "p", "title": "x"}
    answer = httpx.Response(200, content=json.dumps({"data": [{**good, field: odd}, good]}))
    page = asyncio.run(KanbertApi(ScriptedServer(answer).client()).page(listings.cards()))
    assert [record.value.server_id for record in page.rows] == ["t1"]
    assert page.skipped == 1


def test_an_answer_about_another_card_is_none() -> None:
    other = ScriptedServer(httpx.Response(200, json={"id": "t2", "project_id": "p", "title": "x"}))
    with pytest.raises(TransientError, match="unreadable_answer"):
        asyncio.run(KanbertApi(other.client()).card("t1"))
    with pytest.raises(OutcomeUnknown, match="unreadable_answer"):
        asyncio.run(writes.update(other.client(), "t1", {Field.TITLE: "x"}))


@pytest.mark.parametrize("cursor", ["c" * 70_000, "a\nb", "\x00"])
def test_a_cursor_that_fits_into_no_address_is_none(cursor: str) -> None:
    script = ScriptedServer(httpx.Response(200, json={"data": [], "meta": {"next_cursor": cursor}}))
    with pytest.raises(TransientError, match="unreadable_answer"):
        asyncio.run(KanbertApi(script.client()).page(listings.cards()))
    # An id that an older version stored: the walk starts again.
    with pytest.raises(Refused, match="invalid"):
        asyncio.run(KanbertApi(script.client()).page(listings.cards(), cursor))


def test_a_page_of_a_hundred_thousand_rows_is_too_large() -> None:
    script = ScriptedServer(httpx.Response(200, text='{"data": [' + "{}," * 100_000 + "{}]}"))
    with pytest.raises(KanbertError, match="answer_too_large"):
        asyncio.run(KanbertApi(script.client()).page(listings.cards()))
