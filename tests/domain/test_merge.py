"""The merge laws (I7) and the conflict table (sync/RULES.md, "Conflicts")."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kanbert_desktop.domain.board import Column
from kanbert_desktop.domain.changes import Field, Fields, FieldValue, same_value
from kanbert_desktop.domain.merge import FieldVerdict, compare_field, merge
from support.strategies import all_fields, field_values


def after(now: Fields, send: Fields) -> dict[Field, FieldValue]:
    return {**now, **send}


@given(old=all_fields, new=all_fields)
def test_every_change_is_sent_if_the_server_is_unchanged(old: Fields, new: Fields) -> None:
    merged = merge(old, old, new)
    assert not merged.ask
    result = after(old, merged.send)
    assert all(same_value(field, result[field], new[field]) for field in Field)


@given(old=all_fields, now=all_fields)
def test_without_a_change_nothing_is_sent(old: Fields, now: Fields) -> None:
    merged = merge(old, now, old)
    assert not merged.ask
    assert not merged.send


@given(old=all_fields, now=all_fields)
def test_the_same_change_on_both_sides_is_done(old: Fields, now: Fields) -> None:
    merged = merge(old, now, now)
    assert merged.done == set(Field)


@given(old=all_fields, now=all_fields, new=all_fields)
def test_every_field_gets_exactly_one_verdict(old: Fields, now: Fields, new: Fields) -> None:
    merged = merge(old, now, new)
    assert sorted([*merged.send, *merged.done, *merged.ask]) == sorted(Field)


@given(old=all_fields, now=all_fields, new=all_fields, split=st.sets(st.sampled_from(list(Field))))
def test_fields_are_independent(old: Fields, now: Fields, new: Fields, split: set[Field]) -> None:
    whole = merge(old, now, new)
    one = merge(old, now, {field: value for field, value in new.items() if field in split})
    two = merge(old, now, {field: value for field, value in new.items() if field not in split})
    assert whole.send == {**one.send, **two.send}
    assert whole.ask == {**one.ask, **two.ask}
    assert whole.done == one.done | two.done


@given(data=st.data(), field=st.sampled_from([field for field in Field if field is not Field.DESCRIPTION]))
def test_a_scalar_changed_on_both_sides_is_never_sent(data: st.DataObject, field: Field) -> None:
    old, now, new = (data.draw(field_values(field)) for _ in range(3))
    outcome = compare_field(field, old, now, new)
    touched_there = not same_value(field, old, now)
    if touched_there:
        assert outcome is not FieldVerdict.SEND


def test_their_value_is_stored_with_mine() -> None:
    merged = merge(
        {Field.DUE: date(2026, 11, 27), Field.COLUMN: Column.NEW},
        {Field.DUE: date(2026, 12, 2), Field.COLUMN: Column.NEW},
        {Field.DUE: date(2026, 11, 30), Field.COLUMN: Column.WIP},
    )
    assert merged.ask == {Field.DUE: date(2026, 12, 2)}
    assert merged.send == {Field.COLUMN: Column.WIP}


@pytest.mark.parametrize(
    ("field", "one", "other"),
    [
        (Field.TITLE, " Logo ", "Logo"),
        (Field.DESCRIPTION, "", None),
        (Field.ASSIGNEE, "", None),
        (Field.DESCRIPTION, "<p>x</p>\n", "<p>x</p>"),
    ],
)
def test_what_servers_normalise_counts_as_equal(field: Field, one: FieldValue, other: FieldValue) -> None:
    assert same_value(field, one, other)
    assert compare_field(field, "before", one, other) is FieldVerdict.DONE


def test_descriptions_changed_in_different_paragraphs_are_merged() -> None:
    old = "<p>one</p><p>two</p><p>three</p>"
    merged = merge(
        {Field.DESCRIPTION: old},
        {Field.DESCRIPTION: "<p>one, theirs</p><p>two</p><p>three</p>"},
        {Field.DESCRIPTION: "<p>one</p><p>two</p><p>three, mine</p>"},
    )
    assert merged.send == {Field.DESCRIPTION: "<p>one, theirs</p><p>two</p><p>three, mine</p>"}
    assert not merged.ask


def test_descriptions_changed_in_one_paragraph_ask() -> None:
    merged = merge(
        {Field.DESCRIPTION: "<p>one</p>"},
        {Field.DESCRIPTION: "<p>one, theirs</p>"},
        {Field.DESCRIPTION: "<p>one, mine</p>"},
    )
    assert merged.ask == {Field.DESCRIPTION: "<p>one, theirs</p>"}
