"""Another user signs in than the current one: nothing is stored before the user has confirmed."""

import asyncio
from collections.abc import Callable, Coroutine
from dataclasses import replace
from typing import Any

import pytest

from kanbert_desktop.domain.board import Person as User
from kanbert_desktop.domain.errors import Cancelled
from support.app_user import AppUser, make_app_user

QtLoop = Callable[[Coroutine[Any, Any, Any]], Any]


@pytest.fixture
def intruder(app_user: AppUser, monkeypatch: pytest.MonkeyPatch) -> Callable[[], str]:
    """Another user is at the browser from now on. Returns their address."""

    def sits_down() -> str:
        mira = app_user.sandbox.credentials["email"]
        with app_user.sandbox.state.transaction() as database:
            other = database.execute(
                "SELECT email FROM users WHERE email <> ? AND type = 'user' ORDER BY email", (mira,)
            ).fetchone()["email"]
            database.execute(
                "UPDATE users SET password_hash = (SELECT password_hash FROM users WHERE email = ?) WHERE email = ?",
                (mira, other),
            )
        theirs = replace(app_user.sandbox, credentials={**app_user.sandbox.credentials, "email": other})
        make_app_user(theirs, app_user.keyring, app_user.options.profile, monkeypatch)  # type: ignore[arg-type]
        return str(other)

    return sits_down


class Asked:
    """Records the users of each question and answers as told."""

    def __init__(self, answer: Callable[[], object]) -> None:
        self.people: list[tuple[str, str]] = []
        self._answer = answer

    def ask(self, former: User, person: User) -> None:
        self.people.append((former.email, person.email))
        self._answer()


def live_tokens(person: AppUser) -> int:
    sql = "SELECT count(*) AS n FROM tokens WHERE kind = 'refresh' AND revoked = 0 AND used_at IS NULL"
    found: int = person.sandbox.state.rows(sql)[0]["n"]
    return found


@pytest.mark.parametrize("how", ["again", "begin"])
@pytest.mark.parametrize("leave", ["decide", "cancel"])
def test_a_no_stores_nothing_and_ends_the_new_session(
    qt_loop: QtLoop, app_user: AppUser, intruder: Callable[[], str], how: str, leave: str
) -> None:
    async def scenario() -> None:
        async with app_user.run_application() as application:
            await app_user.sign_in(application)
            mira = application.account
            assert mira is not None
            other = intruder()
            kept, tokens = dict(app_user.keyring.items), live_tokens(app_user)
            accounts = app_user.options.profile / "accounts"  # type: ignore[operator]
            files = {path for path in accounts.rglob("*") if path.is_dir()}
            attempt = (
                await application.begin_sign_in_again()
                if how == "again"
                else application.begin_sign_in(app_user.public_registration)
            )
            asked = Asked(
                (lambda: attempt.answer_confirmation(False)) if leave == "decide" else attempt.cancel
            )
            with pytest.raises(Cancelled, match="cancelled"):
                await attempt.run(asked.ask)
            assert asked.people == [(mira.email, other)]
            assert application.account == mira
            assert dict(app_user.keyring.items) == kept
            assert {path for path in accounts.rglob("*") if path.is_dir()} == files
            assert [account.email for account in application.current_account.registry.accounts()] == [
                mira.email
            ]
            assert live_tokens(app_user) == tokens, "the session nobody wants is over at the server, too"
            await application.sync()

    qt_loop(scenario())


def test_a_yes_opens_the_other_users_boards(
    qt_loop: QtLoop, app_user: AppUser, intruder: Callable[[], str]
) -> None:
    async def scenario() -> None:
        async with app_user.run_application() as application:
            await app_user.sign_in(application)
            other = intruder()
            attempt = application.begin_sign_in(app_user.public_registration)
            asked = Asked(lambda: attempt.answer_confirmation(True))
            await attempt.run(asked.ask)
            assert len(asked.people) == 1
            assert attempt.is_other_account
            assert application.account is not None
            assert application.account.email == other
            # The account is known from now on: no question when it returns.
            back = application.begin_sign_in(app_user.public_registration)
            again = Asked(lambda: back.answer_confirmation(False))
            await back.run(again.ask)
            assert again.people == []

    qt_loop(scenario())


def test_a_returning_user_is_not_asked(qt_loop: QtLoop, app_user: AppUser) -> None:
    async def scenario() -> None:
        async with app_user.run_application() as application:
            first = application.begin_sign_in(app_user.public_registration)
            nobody = Asked(lambda: first.answer_confirmation(False))
            await first.run(nobody.ask)
            app_user.revoke_all_tokens()
            attempt = await application.begin_sign_in_again()
            asked = Asked(lambda: attempt.answer_confirmation(False))
            await attempt.run(asked.ask)
            assert nobody.people == asked.people == []

    qt_loop(scenario())


def test_a_window_that_closes_before_the_answer_stores_nothing(
    qt_loop: QtLoop, app_user: AppUser, intruder: Callable[[], str]
) -> None:
    async def scenario() -> None:
        async with app_user.run_application() as application:
            await app_user.sign_in(application)
            intruder()
            kept = dict(app_user.keyring.items)
            attempt = application.begin_sign_in(app_user.public_registration)
            shown = asyncio.Event()
            running = asyncio.ensure_future(attempt.run(Asked(shown.set).ask))
            await shown.wait()
        with pytest.raises(Cancelled):
            await running
        assert dict(app_user.keyring.items) == kept

    qt_loop(scenario())
