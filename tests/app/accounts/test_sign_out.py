"""The order of a sign-out: edits, server, keyring, local data (S41)."""

import asyncio
import shutil
from functools import partial

import pytest

from kanbert_desktop.app.accounts.sign_out import OWN_VALUES, UnsentCounts, UnsentPolicy
from kanbert_desktop.app.application import Application
from kanbert_desktop.app.boards.local_data import LAST_BOARD
from kanbert_desktop.domain.board import Column
from kanbert_desktop.domain.changes import Field
from kanbert_desktop.domain.errors import KeyringUnavailable, Refused
from kanbert_desktop.identity import token_endpoint
from kanbert_desktop.store.ranks import put_ranks
from kanbert_desktop.sync.engine import Engine
from plugins.qt_loop import QtLoop
from support.app_user import AppUser
from support.fake_keyring import FakeKeyring
from support.listed_columns import listed_columns


@pytest.fixture
def order(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The recorded steps in order."""
    seen: list[str] = []

    def watch(place: object, name: str, word: str) -> None:
        original = getattr(place, name)

        def watched(*given: object, **named: object) -> object:
            seen.append(word)
            return original(*given, **named)

        monkeypatch.setattr(place, name, watched)

    watch(Engine, "run_cycle", "edits")
    watch(token_endpoint, "revoke_tokens", "revoke")
    watch(FakeKeyring, "delete_password", "keyring")
    watch(shutil, "rmtree", "base")
    return seen


def test_edits_then_revocation_then_keyring_then_base(
    qt_loop: QtLoop, app_user: AppUser, order: list[str]
) -> None:
    async def scenario() -> None:
        async with app_user.run_application() as application:
            await app_user.sign_in(application, app_user.confidential_registration)
            await application.sync()
            service = application.require_service()
            service.add_card(service.board("WEB").id, "Noch schnell")
            order.clear()
            await application.sign_out("send")

    qt_loop(scenario())
    assert order == ["edits", "revoke", "keyring", "keyring", "keyring", "base"]
    assert "Noch schnell" in {task["title"] for task in app_user.sandbox.state.tasks()}


def test_a_sign_out_refused_for_unsent_edits_changes_nothing(
    qt_loop: QtLoop, app_user: AppUser, order: list[str]
) -> None:
    async def scenario() -> None:
        async with app_user.run_application() as application:
            await app_user.sign_in(application)
            await application.sync()
            service = application.require_service()
            service.add_card(service.board("WEB").id, "Noch nicht")
            order.clear()
            with pytest.raises(Refused):
                await application.sign_out()
            assert order == []
            assert app_user.keyring.items
            assert application.service is service

    qt_loop(scenario())


def test_a_locked_keyring_stops_it_before_anything_is_lost(
    qt_loop: QtLoop, app_user: AppUser, order: list[str]
) -> None:
    async def scenario() -> None:
        async with app_user.run_application() as application:
            await app_user.sign_in(application)
            await application.sync()
            order.clear()
            app_user.keyring.is_locked = True
            with pytest.raises(KeyringUnavailable):
                await application.sign_out()
            assert order == []
            assert application.session is not None
            assert application.session.engine is not None, "it goes on syncing"
            app_user.keyring.is_locked = False
            await application.sign_out()
            assert order == ["revoke", "keyring", "keyring", "base"]

    qt_loop(scenario())


def test_kept_edits_survive_and_the_base_does_not(
    qt_loop: QtLoop, app_user: AppUser, order: list[str]
) -> None:
    async def scenario() -> None:
        async with app_user.run_application() as application:
            await app_user.sign_in(application)
            await application.sync()
            service = application.require_service()
            service.add_card(service.board("WEB").id, "Fürs nächste Mal")
            order.clear()
            await application.sign_out("keep")
            assert order == ["revoke", "keyring", "keyring"]
            await app_user.sign_in(application)
            assert application.count_unsent().pending == 1

    qt_loop(scenario())


@pytest.mark.parametrize("policy", ["refuse", "keep", "discard"])
def test_what_only_this_computer_has_waits_for_the_next_sign_in(
    qt_loop: QtLoop, app_user: AppUser, policy: UnsentPolicy
) -> None:
    async def scenario() -> None:
        async with app_user.run_application() as application:
            await app_user.sign_in(application)
            await application.sync()
            service = application.require_service()
            board = service.board("WEB").id
            made = {name: f"made as {name}" for name in OWN_VALUES}
            for name, value in {**made, LAST_BOARD: str(board)}.items():
                service.local.save_value(name, value)
            cards = [card.key for card in listed_columns(service, board)[Column.NEW][:2]]
            service.local.store.write(partial(put_ranks, board=board, ranks=dict.fromkeys(cards, 1.5)))
            if policy != "refuse":
                service.add_card(board, "Noch nicht gesendet")
                service.local.save_draft("new-card", "Halber Satz")
            ranks = await stored_ranks(application)
            assert ranks == {(board, key): 1.5 for key in cards}
            await application.sign_out(policy)
            await app_user.sign_in(application)
            service = application.require_service()
            assert {name: service.local.value(name) for name in OWN_VALUES} == made
            assert service.local.value(LAST_BOARD) == ""
            assert await stored_ranks(application) == ranks
            unsent = UnsentCounts(pending=1, drafts=1) if policy == "keep" else UnsentCounts()
            assert application.count_unsent() == unsent

    qt_loop(scenario())


async def stored_ranks(application: Application) -> dict[tuple[str, str], float]:
    assert application.session is not None
    store = application.session.service.local.store
    await asyncio.wrap_future(store.write(lambda _db: None))
    rows = store.read().execute("SELECT board, key, rank FROM ranks").fetchall()
    return {(board, key): rank for board, key, rank in rows}


def test_changes_that_cancel_each_other_out_are_no_reason_to_ask(qt_loop: QtLoop, app_user: AppUser) -> None:
    async def scenario() -> None:
        async with app_user.run_application() as application:
            await app_user.sign_in(application)
            await application.sync()
            service = application.require_service()
            board = service.board("WEB").id
            card = listed_columns(service, board)[Column.NEW][0]
            for number in range(3):
                service.delete_card(service.add_card(board, f"Kopie {number}").card)
            service.edit_card(card.key, {Field.TITLE: "Anders"})
            service.edit_card(card.key, {Field.TITLE: card.title})
            assert application.session is not None
            assert application.session.replica.local_cards.pending.pending_count() == 8
            assert application.count_unsent() == UnsentCounts()
            await application.sign_out()
            assert application.session is None

    qt_loop(scenario())


def test_what_else_was_written_on_a_card_with_a_cancelled_change_counts(
    qt_loop: QtLoop, app_user: AppUser
) -> None:
    async def scenario() -> None:
        async with app_user.run_application() as application:
            await app_user.sign_in(application)
            await application.sync()
            service = application.require_service()
            board = service.board("WEB").id
            card = listed_columns(service, board)[Column.NEW][0]
            service.edit_card(card.key, {Field.TITLE: "Anders", Field.DESCRIPTION: "<p>Neuer Text</p>"})
            service.edit_card(card.key, {Field.TITLE: card.title})
            service.add_comment(card.key, "<p>Ein Wort</p>")
            service.local.save_draft(f"comment:{card.key}", "Halber Satz")
            assert application.count_unsent() == UnsentCounts(pending=3, drafts=1)
            with pytest.raises(Refused, match="unsent"):
                await application.sign_out()
            service.delete_card(card.key)
            assert application.count_unsent() == UnsentCounts(pending=1, drafts=1)

    qt_loop(scenario())


def test_a_signed_out_account_counts_alike(qt_loop: QtLoop, app_user: AppUser) -> None:
    async def scenario() -> None:
        async with app_user.run_application() as application:
            await app_user.sign_in(application)
            await application.sync()
            service, account = application.require_service(), application.account
            assert account is not None
            board = service.board("WEB").id
            service.delete_card(service.add_card(board, "Kopie").card)
            service.add_card(board, "Fürs nächste Mal")
            service.local.save_draft("new-card", "Halber Satz")
            counts = application.count_unsent()
            assert counts == UnsentCounts(pending=1, drafts=1)
            await application.sign_out("keep")
            assert application.count_unsent_of(account) == counts

    qt_loop(scenario())
