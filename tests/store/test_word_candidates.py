"""Cards that may contain what was typed, and when the index cannot tell."""

import json
from collections.abc import Iterable

import pytest

from kanbert_desktop.store import base, search, word_candidates
from kanbert_desktop.store.base import BaseRow, Kind
from kanbert_desktop.store.database import Store
from kanbert_desktop.store.word_candidates import keys_with
from kanbert_desktop.sync.batch_writer import index_text_of_rows


@pytest.fixture
def texts(store: Store) -> Store:
    """Cards named after their titles."""
    titles = ["Papierangebot", "Angebot", "e-mail an alle", "Thee Mail", "Logo"]
    fields = [{"id": title, "project_id": "b1", "title": title} for title in titles]
    rows = [BaseRow(Kind.CARD, one["id"], one["id"], "b1", json.dumps(one).encode()) for one in fields]
    store.write(lambda db: (base.put_rows(db, rows), search.refresh(db, index_text_of_rows))).result(30)
    return store


def found(store: Store, *typed: str, most: int = 99) -> Iterable[str] | None:
    """Each argument is a term; its words are separated by spaces."""
    keys = keys_with(store.read(), [[one.split()] for one in typed], most)
    return None if keys is None else sorted(keys)


def test_every_card_with_the_part_is_a_candidate(texts: Store) -> None:
    assert found(texts, "angebot") == ["Angebot", "Papierangebot"]
    assert found(texts, "gebo") == ["Angebot", "Papierangebot"]
    assert found(texts, "ebot", "pier") == ["Papierangebot"]
    assert found(texts, "hee mai") == ["Thee Mail"]
    assert found(texts, "fehlt") == []


def test_the_beginning_of_a_phrase_may_be_too_short_to_tell(texts: Store) -> None:
    assert found(texts, "e mail") == ["Thee Mail", "e-mail an alle"]


@pytest.mark.parametrize("typed", [("ab",), ("",), ()])
def test_two_letters_or_signs_alone_tell_nothing(texts: Store, typed: tuple[str, ...]) -> None:
    assert found(texts, *typed) is None
    if typed:
        assert found(texts, *typed, "logo") == ["Logo"]


def test_too_many_are_none(texts: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    assert found(texts, "angebot", most=1) is None
    monkeypatch.setattr(word_candidates, "_MOST_WORDS", 0)
    assert found(texts, "angebot") is None, "so many words are not asked for"
    assert found(texts, "angebot", "an alle") == ["e-mail an alle"]
