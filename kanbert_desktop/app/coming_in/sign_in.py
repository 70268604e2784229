"""One sign-in as the window and the verb see it."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import TYPE_CHECKING

from kanbert_desktop.domain.board import Person

if TYPE_CHECKING:
    from kanbert_desktop.identity.credentials import TokenSet
    from kanbert_desktop.identity.sign_in_flow import SignInAttempt


class SignIn:
    """`link` and `deadline` are there at once; `run` is the whole journey and is awaited once."""

    def __init__(
        self, attempt: "SignInAttempt", arrive: Callable[["SignIn", "TokenSet"], Awaitable[Person]]
    ) -> None:
        self._attempt = attempt
        self._arrive = arrive
        self._answer: asyncio.Future[bool] | None = None
        self.ask: Callable[[Person, Person], None] | None = None
        """Shows the question whether the second person may come in where the first one was; `decide` answers it.

        None: nobody can be asked, as in a verb, which tells both names instead.
        """
        self.other_account = False
        """Set when another user signed in than the one who was here: boards stay separate."""

    @property
    def link(self) -> str:
        return self._attempt.link

    @property
    def deadline(self) -> datetime:
        return self._attempt.deadline

    def tell_no_browser(self, told: Callable[[], None]) -> None:
        """`told` is called as soon as it is certain that no browser opened."""
        self._attempt.no_browser = told

    def cancel(self) -> None:
        """`run` raises `Cancelled`; the listener is closed at once."""
        self.decide(False)
        self._attempt.cancel()

    def decide(self, comes_in: bool) -> None:
        """The person's answer to `ask`; anything else comes too late or too early."""
        if self._answer is not None and not self._answer.done():
            self._answer.set_result(comes_in)

    async def may_come_in(self, former: Person, person: Person) -> bool:
        """Before anything is stored: somebody else on this computer may have answered in this person's place."""
        if self.ask is None:
            return True
        self._answer = asyncio.get_running_loop().create_future()
        self.ask(former, person)
        return await self._answer

    def open_again(self) -> None:
        """Asks the system's browser once more; that proves nothing, so `link` stays on screen."""
        self._attempt.open_again()

    def paste(self, url: str) -> None:
        """The address the browser ended at, where it could not reach this computer; `InvalidInput` if it is not it."""
        self._attempt.paste(url)

    async def run(self) -> Person:
        """Opens the browser, waits, exchanges, asks who it is, opens that account's desk.

        Raises `Cancelled` (keys denied, cancelled, timed_out), `Later`, `Refused`; nothing changed then.
        """
        return await self._arrive(self, await self._attempt.run())
