"""The query language: parsed as intended, printed so that it parses to the same query, never rejected."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kanbert_desktop.domain.query import Condition, Key, Query, Words, parse
from kanbert_desktop.domain.query.terms import ParseProblem
from kanbert_desktop.domain.query.vocabulary import DUE_WORDS, KEYS, MOMENT_WORDS, PARTS, STATES

PIECES = st.sampled_from(
    [
        *(f"{key}:" for key in KEYS),
        *DUE_WORDS,
        *MOMENT_WORDS,
        *PARTS,
        *STATES,
        *'-"„“ :<>.\u00b4\uff02\u2033',
        "fällig:",
        "zuständig:",
        "..",
        "<7d",
        "2026-11-01",
        "31.12.2026",
        "in progress",
        "é",
        "漢字",
        "🚀",
        "logo",
    ]
)
TYPED = st.one_of(
    st.text(st.characters(codec=None, categories=None), max_size=40),
    st.lists(PIECES, max_size=12).map("".join),
    st.lists(PIECES, max_size=12).map(" ".join),
)


@given(TYPED)
def test_every_text_is_a_query_and_its_print_is_read_as_the_same_one(text: str) -> None:
    query = parse(text)
    assert parse(str(query)) == query
    assert str(parse(str(query))) == str(query)


def test_words_phrases_and_their_opposites() -> None:
    assert parse('logo -draft "final cut" -"old logo" „neues Logo“').terms == (
        Words("logo"),
        Words("draft", is_negated=True),
        Words("final cut", is_phrase=True),
        Words("old logo", is_phrase=True, is_negated=True),
        Words("neues Logo", is_phrase=True),
    )


def test_a_phrase_that_is_still_being_typed_ends_with_the_text() -> None:
    assert parse('"final cu').terms == (Words("final cu", is_phrase=True),)
    assert parse('"').terms == ()


def test_conditions_are_distinguished_from_words() -> None:
    query = parse('assignee:me -board:WEB client:"Bergmann Möbel" in:wip https://x.test 10:30')
    assert query.terms == (
        Condition(Key.ASSIGNEE, "me"),
        Condition(Key.BOARD, "WEB", is_negated=True),
        Condition(Key.CLIENT, "Bergmann Möbel"),
        Condition(Key.COLUMN, "wip"),
        Words("https://x.test"),
        Words("10:30"),
    )
    assert query.hints == ()


@pytest.mark.parametrize(
    ("german", "english"),
    [
        ("zuständig:ich", "assignee:ich"),
        ("fällig:heute", "due:today"),
        ("faellig:überfällig", "due:overdue"),
        ("fällig:diese-woche", "due:this-week"),
        ("fällig:<2w", "due:<2w"),
        ("fällig:<7t", "due:<7d"),
        ("fällig:1.11.2026..30.11.2026", "due:2026-11-01..2026-11-30"),
        ("ist:erledigt -ist:öffentlich", "is:done -is:public"),
        ("spalte:In-Arbeit", "column:inarbeit"),
        ("Kunde:Bergmann", "client:Bergmann"),
        ("priorität:Hoch prio:Niedrig", "priority:Hoch priority:Niedrig"),
        ("geändert:<7t erstellt:letzte-woche", "updated:<7d created:last-week"),
        ("hat:Kommentare -mit:Unteraufgaben", "has:comments -has:sub-tasks"),
        ("ist:ungesendet", "is:pending"),
        ("ist:offen", "is:open"),
    ],
)
def test_german_words_mean_the_same(german: str, english: str) -> None:
    assert str(parse(german)) == english
    assert parse(german) == parse(english)


@pytest.mark.parametrize(
    ("text", "trouble", "key", "value"),
    [
        ("colour:red", ParseProblem.UNKNOWN_KEY, "colour", "red"),
        ("due:soon", ParseProblem.UNKNOWN_VALUE, "due", "soon"),
        ("due:2026-02-30", ParseProblem.UNKNOWN_VALUE, "due", "2026-02-30"),
        ("due:..", ParseProblem.UNKNOWN_VALUE, "due", ".."),
        ("is:lost", ParseProblem.UNKNOWN_VALUE, "is", "lost"),
        ("column:shelf", ParseProblem.UNKNOWN_VALUE, "column", "shelf"),
        ("updated:tomorrow", ParseProblem.UNKNOWN_VALUE, "updated", "tomorrow"),
        ("created:none", ParseProblem.UNKNOWN_VALUE, "created", "none"),
        ("has:wings", ParseProblem.UNKNOWN_VALUE, "has", "wings"),
    ],
)
def test_what_is_not_understood_is_a_word_with_a_hint(
    text: str, trouble: ParseProblem, key: str, value: str
) -> None:
    query = parse(text)
    assert query == Query((Words(text),))
    assert [(hint.problem, hint.key, hint.value) for hint in query.hints] == [(trouble, key, value)]


def test_a_condition_that_is_still_being_typed_is_one_already() -> None:
    assert parse("logo due:").terms == (Words("logo"), Condition(Key.DUE, ""))


@pytest.mark.parametrize(
    "text", ["logo", "  logo  -draft", 'is:open "two words" -board:"A B"', "due: x", 'colour:red "', "-", ""]
)
def test_the_span_of_a_term_is_where_it_was_typed(text: str) -> None:
    query = parse(text)
    assert len(query.spans) == len(query.terms)
    for term, (start, end) in zip(query.terms, query.spans, strict=True):
        assert parse(text[start:end]).terms == (term,)


def test_every_known_value_is_understood() -> None:
    for word in MOMENT_WORDS:
        assert parse(f"updated:{word}").hints == ()
        assert parse(f"created:{word}").hints == ()
    for word in PARTS:
        assert parse(f"has:{word}").hints == ()
    for word in DUE_WORDS:
        assert parse(f"due:{word}").hints == ()
    for word in STATES:
        assert parse(f"is:{word}").hints == ()
    for text in (
        "<2026-11-30",
        "<=2026-11-30",
        ">1.2.2027",
        "2026-11-01..",
        "..2026-11-01",
    ):
        assert parse(f"due:{text}").hints == ()
