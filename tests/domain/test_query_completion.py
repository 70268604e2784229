"""What a query field offers while it is typed."""

from dataclasses import replace
from datetime import date

import pytest

from kanbert_desktop.domain.board import Board, BoardId, Client, ClientId, Person, PersonId, Priority
from kanbert_desktop.domain.query import FilterContext, parse
from kanbert_desktop.domain.query.completion import MAX_COMPLETIONS, completions
from kanbert_desktop.domain.query.spelling import Language, key_names, values_of
from kanbert_desktop.domain.query.terms import Condition, Key
from kanbert_desktop.domain.query.vocabulary import columns_named

AROUND = FilterContext(
    today=date(2026, 11, 24),
    me=PersonId("p1"),
    people=[
        Person(PersonId("p1"), "Mira Keßler", "mira@x.test"),
        Person(PersonId("p2"), "Jonas Brandt", "jonas@x.test"),
        Person(PersonId("p3"), "山田 花子", "hanako@x.test"),
    ],
    boards=[
        Board(BoardId("b1"), "Website-Relaunch", "WEB", None),
        Board(BoardId("b2"), "Ohne Kürzel", "", None),
    ],
    clients=[Client(ClientId("c1"), "Bergmann Möbel", "BM")],
    is_parent=lambda _key: False,
    priorities=[Priority("low", "Low", order=3), Priority("high", "Very high", order=1)],
)


def offered(text: str, language: Language = "en", cursor: int | None = None) -> list[str]:
    at = len(text) if cursor is None else cursor
    return [one.label for one in completions(text, at, AROUND, language)]


def accepted(text: str, number: int = 0, language: Language = "en") -> str:
    """The text after the completion of that number was chosen."""
    one = completions(text, len(text), AROUND, language)[number]
    return text[: one.span[0]] + one.replacement + text[one.span[1] :]


@pytest.mark.parametrize(
    ("text", "language", "labels"),
    [
        ("as", "en", ["assignee:"]),
        ("logo -PR", "en", ["priority:"]),
        ("ge", "de", ["geändert:"]),
        ("zu", "de", ["zuständig:"]),
        ("due:t", "en", ["today", "tomorrow", "this-week"]),
        ("fällig:h", "de", ["heute"]),
        ("has:", "en", ["comments", "description", "due", "sub-tasks"]),
        ("ist:un", "de", ["ungesendet", "unteraufgabe"]),
        ("is:p", "en", ["pending", "parent", "public"]),
        ("assignee:", "en", ["me", "none", "Jonas Brandt", "Mira Keßler", "山田 花子"]),
        ("assignee:kess", "en", ["Mira Keßler"]),
        ("assignee:山", "en", ["山田 花子"]),
        ("board:", "en", ["Ohne Kürzel", "WEB"]),
        ("client:moeb", "en", ["Bergmann Möbel"]),
        ("priority:", "en", ["Very high", "Low", "none"]),
        ('column:"in p', "en", ["In progress"]),
        ("", "en", []),
        ("logo ", "en", []),
        ("zzz", "en", []),
        ("zzz:x", "en", []),
        ('"due', "en", []),
    ],
)
def test_keywords_and_values_are_offered(text: str, language: Language, labels: list[str]) -> None:
    assert offered(text, language) == labels


def test_nothing_is_offered_inside_a_word() -> None:
    assert offered("assignee", cursor=2) == []
    assert offered("as logo", cursor=2) == ["assignee:"]


def test_a_complete_value_is_not_offered_again() -> None:
    assert offered("due:today") == []


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("-as", "-assignee:"),
        ("logo due:tod", "logo due:today "),
        ("assignee:mir", 'assignee:"Mira Keßler" '),
        ('assignee:"mira k', 'assignee:"Mira Keßler" '),
        ("board:w", "board:WEB "),
    ],
)
def test_a_chosen_completion_replaces_what_was_typed(text: str, result: str) -> None:
    assert accepted(text) == result
    assert parse(result).hints == ()


def test_a_name_with_a_quotation_mark_stays_one_value() -> None:
    around = replace(AROUND, people=[Person(PersonId("p4"), 'Ann "Annie" Lee', "ann@x.test")])
    (one,) = completions("assignee:ann", 12, around, "en")
    query = parse(f"assignee:{one.replacement}")
    assert query.terms == (Condition(Key.ASSIGNEE, "Ann Annie Lee"),)


def test_two_thousand_people_are_offered_a_few_at_a_time() -> None:
    people = [Person(PersonId(f"p{number}"), f"Person {number}", "") for number in range(2000)]
    found = completions("assignee:person", 15, replace(AROUND, people=people), "en")
    assert len(found) == MAX_COMPLETIONS


@pytest.mark.parametrize("language", ["en", "de"])
@pytest.mark.parametrize("key", list(Key))
def test_the_parser_understands_every_spelling_that_is_offered(key: Key, language: Language) -> None:
    name = key_names(language)[key]
    queries = [parse(f'{name}:"{value}"') for value in values_of(key, language)]
    assert [query.hints for query in queries] == [()] * len(queries)
    assert [[term.key for term in query.conditions] for query in queries] == [[key]] * len(queries)


@pytest.mark.parametrize("language", ["en", "de"])
def test_every_column_that_is_offered_is_found(language: Language) -> None:
    conditions = [parse(f'column:"{value}"').conditions[0] for value in values_of(Key.COLUMN, language)]
    assert [len(columns_named(one.value)) for one in conditions] == [1] * 6


@pytest.mark.parametrize("key", [Key.DUE, Key.IS, Key.HAS, Key.UPDATED, Key.CREATED, Key.DONE, Key.ON])
def test_both_languages_offer_the_same_values(key: Key) -> None:
    english, german = (
        [str(parse(f'{key}:"{value}"')) for value in values_of(key, language)] for language in ("en", "de")
    )
    assert english == german
