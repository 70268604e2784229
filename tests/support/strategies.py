"""Hypothesis strategies: cards, changes and outbox entries."""

from datetime import UTC, date, datetime

from hypothesis import strategies as st

from kanbert_desktop.domain.board import BoardId, Card, CardKey, Column, CommentKey, PersonId, Priority
from kanbert_desktop.domain.changes import (
    AddComment,
    ChangeId,
    CreateCard,
    DeleteCard,
    EditCard,
    Entry,
    Field,
    FieldValue,
    Reason,
    State,
)

KEYS = [
    CardKey(name)
    for name in (
        "1",
        "2",
        "kd-00000000-0000-4000-8000-00000000000a",
        "kd-00000000-0000-4000-8000-00000000000b",
    )
]
BOARDS = [BoardId("p1"), BoardId("p2")]
MOMENT = datetime(2026, 11, 24, 12, tzinfo=UTC)

texts = st.text(alphabet="ab <>pé\n", max_size=12)
titles = st.sampled_from(["Logo", "Checkout", "Banner prüfen", "x"])
columns = st.sampled_from([column for column in Column if column is not Column.OTHER])
dates = st.none() | st.dates(min_value=date(2026, 1, 1), max_value=date(2027, 1, 1))
people = st.none() | st.sampled_from([PersonId("u1"), PersonId("u2")])

_VALUES: dict[Field, st.SearchStrategy[FieldValue]] = {
    Field.TITLE: titles,
    Field.COLUMN: columns,
    Field.DUE: dates,
    Field.ASSIGNEE: people,
    Field.DESCRIPTION: texts,
    Field.PARENT: st.none() | st.sampled_from([str(key) for key in KEYS]),
    Field.IS_PUBLIC: st.booleans(),
    Field.PRIORITY: st.none()
    | st.sampled_from([Priority("1", "High", "#b3261e", 1), Priority("2", "Low", None, 2)]),
}


def field_values(field: Field) -> st.SearchStrategy[FieldValue]:
    return _VALUES[field]


all_fields = st.fixed_dictionaries(_VALUES)


@st.composite
def some_fields(draw: st.DrawFn) -> dict[Field, FieldValue]:
    names = draw(st.sets(st.sampled_from(list(Field)), min_size=1))
    return {name: draw(_VALUES[name]) for name in sorted(names)}


@st.composite
def cards(draw: st.DrawFn, key: CardKey | None = None) -> Card:
    chosen = key or draw(st.sampled_from(KEYS))
    own = chosen.startswith("kd-")
    return Card(
        key=chosen,
        server_id=f"s-{chosen}" if own else str(chosen),
        external_id=str(chosen) if own else None,
        board=draw(st.sampled_from(BOARDS)),
        title=draw(titles),
        column=draw(columns),
        description=draw(texts),
        due=draw(dates),
        assignee=draw(people),
        updated_at=MOMENT,
    )


@st.composite
def edits(draw: st.DrawFn, key: CardKey) -> EditCard:
    requested = draw(some_fields())
    return EditCard(key, {name: draw(_VALUES[name]) for name in requested}, requested)


def changes(key: CardKey) -> st.SearchStrategy[CreateCard | EditCard | AddComment | DeleteCard]:
    return st.one_of(
        edits(key),
        st.builds(CreateCard, card=st.just(key), board=st.sampled_from(BOARDS), fields=all_fields),
        st.builds(
            AddComment,
            comment=st.sampled_from([CommentKey("kd-c1"), CommentKey("kd-c2")]),
            card=st.just(key),
            text=texts,
            is_public=st.booleans(),
        ),
        st.builds(DeleteCard, card=st.just(key), seen=st.none() | st.just(MOMENT)),
    )


@st.composite
def entries(draw: st.DrawFn, seq: int, key: CardKey | None = None) -> Entry:
    chosen = key or draw(st.sampled_from(KEYS))
    state = draw(st.sampled_from(list(State)))
    return Entry(
        id=ChangeId(f"e{seq}"),
        seq=seq,
        change=draw(changes(chosen)),
        made_at=MOMENT,
        state=state,
        reason=draw(st.sampled_from(list(Reason))) if state is State.PARKED else None,
    )
