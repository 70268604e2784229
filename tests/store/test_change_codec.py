"""Every change survives encoding and decoding."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kanbert_desktop.domain.board import BoardId, CardKey, Column, CommentKey
from kanbert_desktop.domain.changes import (
    AddComment,
    Change,
    CreateCard,
    DeleteCard,
    EditCard,
    Field,
    Fields,
)
from kanbert_desktop.store.change_codec import (
    UnreadableChange,
    decode_change,
    decode_fields,
    encode_change,
    encode_fields,
)

# Any character; lone surrogates have a test of their own.
TEXT = st.text(max_size=30)
CARD = TEXT.map(CardKey)
MOMENT = st.datetimes(timezones=st.just(UTC))
VALUES = {
    Field.TITLE: TEXT,
    Field.COLUMN: st.sampled_from(Column),
    Field.DUE: st.none() | st.dates(),
    Field.ASSIGNEE: st.none() | TEXT,
    Field.DESCRIPTION: TEXT,
    Field.PARENT: st.none() | TEXT,
    Field.IS_PUBLIC: st.booleans(),
}
FIELDS: st.SearchStrategy[Fields] = st.fixed_dictionaries({}, optional=VALUES)
CHANGES: st.SearchStrategy[Change] = st.one_of(
    st.builds(CreateCard, CARD, TEXT.map(BoardId), FIELDS),
    st.builds(EditCard, CARD, FIELDS, FIELDS),
    st.builds(AddComment, TEXT.map(CommentKey), CARD, TEXT, st.booleans()),
    st.builds(DeleteCard, CARD, st.none() | MOMENT),
)


@settings(deadline=None)
@given(CHANGES)
def test_every_change_comes_back_as_it_was(change: Change) -> None:
    text = encode_change(change)
    assert text.isascii()
    assert decode_change(text) == change


@given(st.text(st.characters(codec=None, categories=None), max_size=30))
def test_half_a_surrogate_pair_is_stored_as_a_mark_that_a_request_can_carry(text: str) -> None:
    written = encode_change(AddComment(CommentKey("kd-1"), CardKey("c"), text))
    assert written.isascii()
    read = decode_change(written)
    assert isinstance(read, AddComment)
    assert (
        read.text.encode()
        == text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace").encode()
    )


@settings(deadline=None)
@given(st.none() | FIELDS)
def test_fields_keep_their_types(fields: Fields | None) -> None:
    back = decode_fields(encode_fields(fields))
    assert back == fields
    if fields is not None and back is not None:
        assert {type(value) for value in back.values()} == {type(value) for value in fields.values()}


def test_a_due_time_is_stored_as_its_date() -> None:
    change = EditCard(CardKey("c"), {}, {Field.DUE: datetime(2026, 3, 1, 23, 59, tzinfo=UTC)})
    assert decode_change(encode_change(change)) == EditCard(CardKey("c"), {}, {Field.DUE: date(2026, 3, 1)})


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "null",
        "[]",
        "{}",
        "[" * 100_000,
        '{"version":1,"kind":"delete_card","card":"c\ufffd","seen":null}',
        '{"version":2,"kind":"delete_card","card":"c","seen":null}',
        '{"version":1,"kind":"delete_card","card":7,"seen":null}',
        '{"version":1,"kind":"delete_card","card":"c","seen":"soon"}',
        '{"version":1,"kind":"delete_card","card":"c"}',
        '{"version":1,"kind":"edit_card","card":"c","was":{},"wished":{"mood":"x"}}',
        '{"version":1,"kind":"edit_card","card":"c","was":{},"wished":{"column":"Shelf"}}',
        '{"version":1,"kind":"edit_card","card":"c","was":{},"wished":{"due":"2026-02-30"}}',
        '{"version":1,"kind":"edit_card","card":"c","was":{},"wished":{"title":["a"]}}',
        '{"version":1,"kind":"edit_card","card":"c","was":{},"wished":{"is_public":"yes"}}',
        '{"version":1,"kind":"edit_card","card":"c","was":[],"wished":{}}',
    ],
)
def test_what_cannot_be_understood_whole_is_not_understood_in_part(text: str) -> None:
    with pytest.raises(UnreadableChange):
        decode_change(text)


def test_the_persons_words_are_in_no_error() -> None:
    with pytest.raises(UnreadableChange) as caught:
        decode_change('{"version":1,"kind":"edit_card","card":"c","was":{},"wished":{"due":"vertraulich"}}')
    assert "vertraulich" not in repr(caught.value)
    assert caught.value.__cause__ is None
    assert caught.value.__suppress_context__
