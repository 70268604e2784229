"""The order of a sign-out: edits, server, keyring, local data (S41)."""

import shutil

import pytest

from kanbert_desktop.domain.errors import KeyringUnavailable, Refused
from kanbert_desktop.identity import token_endpoint
from kanbert_desktop.sync.engine import Engine
from plugins.qt_loop import QtLoop
from support.app_user import AppUser
from support.fake_keyring import FakeKeyring


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
