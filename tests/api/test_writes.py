"""The assumed requests: paths, bodies, and the meaning of responses."""

import asyncio
from datetime import date

import httpx
import msgspec
import pytest

from kanbert_desktop.api import writes
from kanbert_desktop.domain.board import BoardId, CardKey, Column, CommentKey
from kanbert_desktop.domain.changes import AddComment, Field
from kanbert_desktop.domain.errors import OutcomeUnknown
from support.scripted_server import ScriptedServer

OWN, OTHER = "kd-00000000-0000-4000-8000-000000000001", "kd-00000000-0000-4000-8000-000000000002"
TASK = {"id": "t1", "project_id": "p", "title": "Told"}


def body(script: ScriptedServer) -> dict[str, object]:
    return msgspec.json.decode(script.requests[-1].content)


def test_a_create_carries_our_id_and_says_who_may_see_it(script: ScriptedServer) -> None:
    script.responses.append(httpx.Response(201, json=TASK))
    fields = {
        Field.TITLE: "New",
        Field.COLUMN: Column.WIP,
        Field.DUE: date(2026, 12, 1),
        Field.ASSIGNEE: None,
        Field.DESCRIPTION: "",
        Field.PARENT: "t0",
        Field.IS_PUBLIC: False,
    }
    record = asyncio.run(writes.create(script.client(), BoardId("p"), CardKey(OWN), fields))
    assert (record.value.key, record.value.server_id) == (OWN, "t1")
    assert (script.requests[0].method, script.requests[0].url.path) == ("POST", "/api/v1/tasks")
    assert body(script) == {
        "project_id": "p",
        "external_id": OWN,
        "title": "New",
        "status": "WIP",
        "due_date": "2026-12-01",
        "assignee_id": None,
        "description": None,
        "parent_task_id": "t0",
        "is_public": False,
    }


def test_a_change_sends_changed_fields_alone(script: ScriptedServer) -> None:
    script.responses.append(httpx.Response(200, json=TASK))
    asyncio.run(writes.update(script.client(), "t1", {Field.DUE: None}))
    assert (script.requests[0].method, script.requests[0].url.path) == ("PATCH", "/api/v1/tasks/t1")
    assert body(script) == {"due_date": None}


def test_a_delete_needs_no_words(script: ScriptedServer) -> None:
    script.responses.append(httpx.Response(204, text=""))
    asyncio.run(writes.delete(script.client(), "t1"))
    assert (script.requests[0].method, script.requests[0].url.path) == ("DELETE", "/api/v1/tasks/t1")


def test_a_comment_goes_out_as_documented(script: ScriptedServer) -> None:
    script.responses.append(
        httpx.Response(201, json={"id": "c1", "comment": "<p>Hi</p>", "external_id": OTHER})
    )
    change = AddComment(CommentKey(OTHER), CardKey(OWN), "<p>Hi</p>")
    record = asyncio.run(writes.add_comment(script.client(), "t1", change))
    assert (record.value.key, record.value.card) == (OTHER, OWN)
    assert script.requests[0].url.path == "/api/v1/tasks/comments"
    assert body(script) == {
        "task_id": "t1",
        "comment": "<p>Hi</p>",
        "is_public": False,
        "external_id": OTHER,
    }


@pytest.mark.parametrize("answer", [{}, [], {"data": TASK}, {"id": "t1"}])
def test_a_success_without_a_card_has_an_unknown_outcome(script: ScriptedServer, answer: object) -> None:
    script.responses.append(httpx.Response(201, json=answer))
    script.responses.append(httpx.Response(200, json=answer))
    with pytest.raises(OutcomeUnknown):
        asyncio.run(writes.create(script.client(), BoardId("p"), CardKey(OWN), {Field.TITLE: "x"}))
    with pytest.raises(OutcomeUnknown):
        asyncio.run(writes.update(script.client(), "t1", {Field.TITLE: "x"}))
