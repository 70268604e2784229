"""Card templates are stored on this computer and used on any board."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kanbert_desktop.app.boards.local_data import TEMPLATES
from kanbert_desktop.app.boards.templates import Template, Templates
from kanbert_desktop.domain.board import Column, Priority
from kanbert_desktop.domain.errors import Refused
from kanbert_desktop.domain.events import EventBus
from support.fake_service import HEAT, WEB, OpenAccount, card, open_fake_account


@pytest.fixture
def desktop(profile: Path) -> Iterator[OpenAccount]:
    opened = open_fake_account(profile, EventBus())
    yield opened
    opened.store.close()


def save(desktop: OpenAccount, title: str = "Newsletter", text: str = "<p>Betreff</p>") -> Template:
    service = desktop.service
    card = service.add_card(WEB, title, description=text, is_public=True).card
    for part in ("Texten", "Versenden"):
        service.add_card(WEB, part, parent=card)
    return Templates(service).save(card)


def test_a_template_keeps_text_visibility_and_sub_tasks(desktop: OpenAccount) -> None:
    saved = save(desktop)
    assert saved == Template("Newsletter", "<p>Betreff</p>", True, ("Texten", "Versenden"))
    assert Templates(desktop.service).all() == [saved]


def test_using_a_template_creates_a_card_that_one_undo_removes(desktop: OpenAccount) -> None:
    save(desktop)
    service = desktop.service
    queued = Templates(service).create_card("Newsletter", HEAT, Column.WIP)
    assert queued is not None
    card = service.require_card(queued.card)
    assert (card.board, card.column, card.description, card.is_public) == (
        HEAT,
        Column.WIP,
        "<p>Betreff</p>",
        True,
    )
    assert [part.title for part in service.sub_tasks(card.key)] == ["Texten", "Versenden"]
    service.undo()
    assert service.card(queued.card) is None
    assert service.sub_tasks(card.key) == []


def test_saving_again_replaces_a_template_and_removing_deletes_it(desktop: OpenAccount) -> None:
    save(desktop)
    save(desktop, "Alles andere")
    save(desktop, "Newsletter", "<p>Neu</p>")
    templates = Templates(desktop.service)
    assert [(one.title, one.description) for one in templates.all()] == [
        ("Alles andere", "<p>Betreff</p>"),
        ("Newsletter", "<p>Neu</p>"),
    ]
    templates.remove("Newsletter")
    assert [one.title for one in templates.all()] == ["Alles andere"]
    assert templates.create_card("Newsletter", WEB) is None


def test_what_cannot_be_read_is_no_template(desktop: OpenAccount) -> None:
    for text in ("{", "3", '[{"title": "x"}]'):
        desktop.service.local.save_value(TEMPLATES, text)
        assert Templates(desktop.service).all() == []


def test_it_carries_the_priority_while_some_card_has_it(desktop: OpenAccount) -> None:
    service, high = desktop.service, Priority("p1", "High", "#B3261E", 1)
    desktop.local_cards.put_cards([card(90, "Newsletter", Column.NEW, priority=high)])
    templates = Templates(service)
    templates.save("90")
    queued = templates.create_card("Newsletter", HEAT)
    assert queued is not None
    assert service.require_card(queued.card).priority == high
    service.delete_card("90")
    service.delete_card(queued.card)
    again = templates.create_card("Newsletter", HEAT)
    assert again is not None
    assert service.require_card(again.card).priority is None


def test_a_template_of_an_older_version_is_one_still(desktop: OpenAccount) -> None:
    old = '[{"title": "x", "description": "", "is_public": false, "sub_tasks": []}]'
    desktop.service.local.save_value(TEMPLATES, old)
    assert Templates(desktop.service).all() == [Template("x")]


def test_read_only_access_creates_no_card(desktop: OpenAccount) -> None:
    save(desktop)
    desktop.sync_control.can_write = False
    with pytest.raises(Refused):
        Templates(desktop.service).create_card("Newsletter", WEB)
