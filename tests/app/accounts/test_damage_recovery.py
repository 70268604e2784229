"""Damage that is met while an account is open: it is recovered in place, and nothing of the user's is lost."""

import asyncio
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

import pytest

from kanbert_desktop.app.accounts import file_check
from kanbert_desktop.app.accounts.session import Session
from kanbert_desktop.app.application import Application
from kanbert_desktop.app.doctor.diagnostics import session_lines
from kanbert_desktop.domain.board import BoardId, CardKey
from kanbert_desktop.domain.changes import Field, State
from kanbert_desktop.domain.errors import StoreError
from kanbert_desktop.domain.events import AccountReopened, BoardsChanged
from kanbert_desktop.store.background_check import BackgroundCheck, FileState
from kanbert_desktop.store.files import is_suspect
from plugins.qt_loop import QtLoop
from support.app_user import AppUser, next_event
from support.damaged_pages import flip_bytes_of

TREES = ["base", "cards", "cards_by_due"]


def session_of(application: Application) -> Session:
    assert application.session is not None
    return application.session


def board_with_cards(session: Session) -> BoardId:
    return next(board.id for board in session.service.boards() if session.service.cards(board.id))


async def signed_in_and_loaded(user: AppUser) -> None:
    async with user.run_application() as application:
        await user.sign_in(application)
        await application.sync()


async def edited_offline(application: Application) -> None:
    """Leaves an unsent change, a draft and a local value."""
    session = session_of(application)
    await session.disconnect()
    card = session.service.cards(board_with_cards(session))[0]
    session.service.edit_card(card.key, {Field.TITLE: "Ungesendet"})
    session.service.local.save_draft(f"comment:{card.key}", "Ein halber Satz")
    session.service.local.save_value("folded", "[1]")
    await session.service.wait_until_saved()


Scenario = Callable[[Application, Session], Coroutine[Any, Any, None]]
RunScenario = Callable[[Scenario], None]


@pytest.fixture
def run_edited(qt_loop: QtLoop, app_user: AppUser) -> RunScenario:
    """Runs a scenario in an application that has loaded everything, with unsent work of the user, offline."""

    def run(scenario: Scenario) -> None:
        async def whole() -> None:
            await signed_in_and_loaded(app_user)
            async with app_user.run_application() as application:
                await edited_offline(application)
                await scenario(application, session_of(application))

        qt_loop(whole())

    return run


def edited_card(session: Session) -> CardKey:
    (entry,) = session.replica.local_cards.pending.entries()
    return entry.card


def look_at_everything(session: Session) -> int:
    """As painting and scrolling do, far from what was read before. Returns the number of cards that were shown."""
    session.replica.local_cards.reset_stored()
    shown = 0
    for board in session.service.boards():
        for column in session.service.card_columns(board.id).values():
            shown += len(column.first(50)) + len(column.last(50))
        session.service.status_counts(board.id)
    session.replica.local_cards.children(next(iter(session.replica.local_cards.pending.entries())).card)
    return shown


def outside_of_coroutines(call: Callable[[], object]) -> None:
    """As an event handler of Qt is called."""
    asyncio.get_running_loop().call_soon(call)


@pytest.mark.parametrize("tree", TREES)
def test_damage_met_while_reading_is_recovered_in_place(
    run_edited: RunScenario, app_user: AppUser, tree: str
) -> None:
    async def scenario(application: Application, before: Session) -> None:
        card = edited_card(before)
        application.current_account.damage_recovery.start()
        flip_bytes_of(before._store, tree)
        outside_of_coroutines(lambda: look_at_everything(before))
        await next_event(application, AccountReopened)
        after = session_of(application)
        assert after is not before
        assert after.recovery_report is not None
        assert after.recovery_report.is_complete
        (entry,) = after.replica.local_cards.pending.entries()
        assert (entry.card, entry.state) == (card, State.OUTCOME_UNKNOWN)
        assert after.service.local.drafts() == {f"comment:{card}": "Ein halber Satz"}
        assert after.service.local.value("folded") == "[1]"
        await application.sync()
        assert after.service.require_card(card).title == "Ungesendet"
        assert after.replica.local_cards.pending.entries() == []
        titles = app_user.sandbox.state.rows("SELECT title FROM tasks WHERE title = 'Ungesendet'")
        assert len(titles) == 1

    run_edited(scenario)


def test_what_the_user_does_while_the_file_is_replaced_is_kept(run_edited: RunScenario) -> None:
    async def scenario(application: Application, before: Session) -> None:
        board = board_with_cards(before)
        recovery = application.current_account.damage_recovery
        recovery.start()
        flip_bytes_of(before._store, "base")
        outside_of_coroutines(lambda: look_at_everything(before))
        reopened = asyncio.ensure_future(next_event(application, AccountReopened))
        added = set()

        def add() -> None:
            if application.session is before:
                added.add(before.service.add_card(board, f"Nebenbei {len(added)}").card)
                asyncio.get_running_loop().call_later(0.005, add)

        outside_of_coroutines(add)
        await reopened
        assert added
        after = session_of(application)
        assert added <= {entry.card for entry in after.replica.local_cards.pending.entries()}
        assert added <= {card.key for card in after.service.cards(board)}

    run_edited(scenario)


def test_the_sync_stops_instead_of_taking_unreadable_cards_for_missing_ones(run_edited: RunScenario) -> None:
    async def scenario(application: Application, session: Session) -> None:
        flip_bytes_of(session._store, "base")
        with pytest.raises(StoreError, match="store_damaged"):
            await application.sync(full=True)
        assert [entry.state for entry in session.replica.local_cards.pending.entries()] == [State.PENDING]

    run_edited(scenario)


def test_a_coroutine_gets_the_error_also_where_it_reads_what_is_sound(run_edited: RunScenario) -> None:
    async def scenario(application: Application, session: Session) -> None:
        card = edited_card(session)
        flip_bytes_of(session._store, "cards")
        with pytest.raises(StoreError, match="store_damaged"):
            look_at_everything(session)
        with pytest.raises(StoreError, match="store_damaged"):
            session.replica.local_cards.card(card)

    run_edited(scenario)


def test_an_event_of_the_sync_is_handled_with_empty_answers(run_edited: RunScenario) -> None:
    async def scenario(application: Application, before: Session) -> None:
        application.current_account.damage_recovery.start()
        flip_bytes_of(before._store, "cards")
        shown: list[int] = []
        application.bus.subscribe(BoardsChanged, lambda _event: shown.append(look_at_everything(before)))
        application.bus.publish(BoardsChanged())
        assert shown, "published in a coroutine, as the sync does"
        await next_event(application, AccountReopened)

    run_edited(scenario)


def test_damage_that_a_write_meets_is_recovered_with_the_change(run_edited: RunScenario) -> None:
    async def scenario(application: Application, before: Session) -> None:
        application.current_account.damage_recovery.start()
        flip_bytes_of(before._store, "sqlite_autoindex_drafts_1")
        flip_bytes_of(before._store, "drafts")
        before.service.local.save_draft("new", "Noch einer")
        await next_event(application, AccountReopened)
        assert session_of(application).service.local.draft("new") == "Noch einer"
        assert len(session_of(application).replica.local_cards.pending.entries()) == 1

    run_edited(scenario)


def test_boards_that_cannot_be_read_at_the_start_are_recovered_then(
    qt_loop: QtLoop, app_user: AppUser
) -> None:
    async def scenario() -> None:
        await signed_in_and_loaded(app_user)
        async with app_user.run_application() as application:
            await edited_offline(application)
            flip_bytes_of(session_of(application)._store, "base")
        async with app_user.run_application() as application:
            report = session_of(application).recovery_report
            assert report is not None
            assert report.entries == 1
            assert len(session_of(application).replica.local_cards.pending.entries()) == 1

    qt_loop(scenario())


async def checked(application: Application) -> None:
    """Runs the check that is due."""
    check = session_of(application).file_check
    assert check.is_due()
    await check.run()


def test_the_background_check_leads_to_the_same_recovery(run_edited: RunScenario) -> None:
    async def scenario(application: Application, before: Session) -> None:
        application.current_account.damage_recovery.start()
        flip_bytes_of(before._store, "cards_by_creation")
        reopened = asyncio.ensure_future(next_event(application, AccountReopened))
        await checked(application)
        await reopened
        assert session_of(application).recovery_report is not None
        assert len(session_of(application).replica.local_cards.pending.entries()) == 1
        assert not is_suspect(before._store.path)

    run_edited(scenario)


def test_the_file_is_checked_once_a_day_and_after_an_unclean_end(qt_loop: QtLoop, app_user: AppUser) -> None:
    async def scenario() -> None:
        await signed_in_and_loaded(app_user)
        async with app_user.run_application() as application:
            await checked(application)
            assert not session_of(application).file_check.is_due()
        async with app_user.run_application() as application:
            session = session_of(application)
            assert not session.file_check.is_due()
            unclean = file_check.FileCheck(session._opened._replace(ended_cleanly=False), session.replica)
            assert unclean.is_due()
            await unclean.run()
            assert not unclean.is_due()
            now = session.replica.now()
            session.replica.now = lambda: now + file_check.CHECK_INTERVAL
            assert session.file_check.is_due()

    qt_loop(scenario())


def test_a_wrong_count_is_found_rebuilt_and_reported_in_the_diagnostics(
    qt_loop: QtLoop, app_user: AppUser
) -> None:
    async def scenario() -> None:
        await signed_in_and_loaded(app_user)
        async with app_user.run_application() as application:
            session = session_of(application)
            board = board_with_cards(session)
            right = session.service.status_counts(board)
            session._store.write(
                lambda db: db.execute("UPDATE counts SET n = n + 3 WHERE board = ?", (board,)).rowcount
            ).result(30)
            # Counts are read once while nothing changes.
            session.replica.local_cards.reset_stored()
            assert session.service.status_counts(board) != right
            assert not any("counts of cards" in line for line in session_lines(session))
            published: list[BoardsChanged] = []
            application.bus.subscribe(BoardsChanged, published.append)
            await checked(application)
            assert session.service.status_counts(board) == right
            assert published
            assert any("counts of cards were wrong" in line for line in session_lines(session))
            path: Path = session._store.path
            assert BackgroundCheck(path).run() is FileState.SOUND

    qt_loop(scenario())
