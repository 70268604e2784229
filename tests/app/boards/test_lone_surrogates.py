"""Lone surrogates: whatever the user pastes, none is stored, sent or searched."""

import pytest

from kanbert_desktop.app.boards.export import export_board
from kanbert_desktop.app.boards.html_text import to_html
from kanbert_desktop.app.boards.service import BoardService
from kanbert_desktop.app.deep_links import parse_link
from kanbert_desktop.domain.board import BoardId
from kanbert_desktop.domain.changes import AddComment, CreateCard, EditCard, Field
from kanbert_desktop.domain.errors import InvalidInput
from kanbert_desktop.domain.untrusted_text import has_surrogates
from support.hostile_text import SURROGATES
from support.offline_service import OpenAccount, ReopenAccount

WEB = BoardId("b1")


def texts_of(change: object) -> list[str]:
    match change:
        case CreateCard(_, _, fields):
            return [value for value in fields.values() if isinstance(value, str)]
        case EditCard(_, _, wished):
            return [value for value in wished.values() if isinstance(value, str)]
        case AddComment(_, _, text, _):
            return [text]
    return []


@pytest.mark.parametrize("text", SURROGATES)
def test_changes_hold_no_surrogates(
    service: BoardService,
    offline_service: OpenAccount,
    open_offline_service: ReopenAccount,
    text: str,
) -> None:
    service.add_card(WEB, f"a{text}", description=to_html(text))
    service.edit_card("t1", {Field.TITLE: f"b{text}", Field.DESCRIPTION: to_html(text)})
    service.add_comment("t1", to_html(f"c{text}"))
    entries = offline_service.replica.local_cards.pending.entries()
    reported = [one for entry in entries for one in texts_of(entry.change)]
    assert len(reported) >= 5
    assert not any(map(has_surrogates, reported))
    offline_service.store.close()
    again = [
        one
        for entry in open_offline_service().replica.local_cards.pending.entries()
        for one in texts_of(entry.change)
    ]
    assert again == reported


@pytest.mark.parametrize("text", SURROGATES)
def test_local_values_are_the_same_after_a_restart(
    service: BoardService,
    offline_service: OpenAccount,
    open_offline_service: ReopenAccount,
    text: str,
) -> None:
    service.local.save_draft("comment:t1", f"draft {text}")
    service.local.save_value("name", f"local {text}")
    kept = (service.local.draft("comment:t1"), service.local.value("name"))
    assert not any(map(has_surrogates, kept))
    offline_service.store.close()
    again = open_offline_service().service
    assert (again.local.draft("comment:t1"), again.local.value("name")) == kept


@pytest.mark.parametrize("text", SURROGATES)
def test_queries_with_surrogates_find_nothing(service: BoardService, text: str) -> None:
    assert service.search.find(f"x{text}") == []
    assert not [card for card in service.cards(WEB) if service.search.card_filter(f"x{text}").matches(card)]
    with pytest.raises(InvalidInput, match="link_malformed"):
        parse_link(f"kanbert-desktop://card/{text}")


@pytest.mark.parametrize("text", SURROGATES)
def test_exports_are_utf8(service: BoardService, text: str) -> None:
    service.add_card(WEB, f"a{text}")
    export_board(service, "web", "csv").text.encode()
    export_board(service, "web", "json").text.encode()
