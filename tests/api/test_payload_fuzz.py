"""Any JSON from the server is read or unreadable, and nothing else."""

import json
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kanbert_desktop.api.comments import read_comment, read_thread
from kanbert_desktop.api.payloads import (
    UNREADABLE_ROW_ERRORS,
    check_row_ids,
    read_assignee,
    read_board,
    read_card,
    read_client,
    read_person,
)
from kanbert_desktop.domain.board import CardKey

NAMES = [
    "id",
    "project_id",
    "title",
    "external_id",
    "parent_task_id",
    "uri",
    "description",
    "status",
    "due_date",
    "priority",
    "is_public",
    "assignee",
    "created_at",
    "updated_at",
    "first_name",
    "last_name",
    "email",
    "type",
    "space",
    "name",
    "shortcode",
    "client",
    "comment",
    "author",
    "sub_comments",
    "parent_comment_id",
    "color",
    "order",
]
PLAIN = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(st.characters(), max_size=12)
    | st.sampled_from(
        ["9999-12-31T23:59:59-12:00", "0001-01-01T00:00:00+14:00", "2026-13-40", "..", "WIP", "kd-"]
    )
)
VALUES = st.recursive(
    PLAIN,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(NAMES), inner, max_size=6),
    max_leaves=12,
)
THINGS = st.dictionaries(st.sampled_from(NAMES), VALUES, max_size=12) | VALUES


def read_comment_of_a_card(raw: bytes) -> object:
    return check_row_ids(read_comment(raw, CardKey("k")))


READERS = (
    lambda raw: check_row_ids(read_card(raw)),
    lambda raw: check_row_ids(read_board(raw)),
    lambda raw: check_row_ids(read_client(raw)),
    lambda raw: check_row_ids(read_person(raw)),
    read_assignee,
    read_comment_of_a_card,
    lambda raw: read_thread(raw, CardKey("k")),
)


@pytest.mark.parametrize("number", range(len(READERS)))
@given(thing=THINGS)
def test_any_document_is_read_or_unreadable(number: int, thing: Any) -> None:  # noqa: ANN401  any document
    with suppress(UNREADABLE_ROW_ERRORS):
        READERS[number](json.dumps(thing).encode())


@pytest.mark.parametrize("number", range(len(READERS)))
@given(raw=st.binary(max_size=60))
def test_any_bytes_are_read_or_unreadable(number: int, raw: bytes) -> None:
    with suppress(UNREADABLE_ROW_ERRORS):
        READERS[number](raw)


def test_a_thread_of_any_depth_is_read() -> None:
    thread: dict[str, Any] = {"id": "c0", "comment": "x"}
    for number in range(1, 200):
        thread = {
            "id": f"c{number}",
            "comment": "x",
            "sub_comments": [thread, {"id": ".."}, {"id": f"d{number}"}],
        }
    comments = read_thread(json.dumps(thread).encode(), CardKey("k"))
    assert len(comments) == 399
    assert [comment.server_id for comment in comments[:3]] == ["c199", "c198", "c197"]


def test_the_author_of_a_comment_keeps_name_and_space() -> None:
    author = {"id": "u1", "first_name": "Mira", "last_name": "Keller", "space": {"id": "s", "name": "Studio"}}
    comment = read_comment(json.dumps({"id": "c", "author": author}).encode(), CardKey("k"))
    assert comment.author is not None
    assert (comment.author.name, comment.author.space) == ("Mira Keller", "Studio")
