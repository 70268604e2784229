"""One sign-in as the window and the verb see it."""

from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import TYPE_CHECKING

from kanbert_desktop.domain.board import Person

if TYPE_CHECKING:
    from kanbert_desktop.identity.browser_flow import SignInAttempt
    from kanbert_desktop.identity.tokens import TokenSet


class SignIn:
    """`link` and `deadline` are there at once; `run` is the whole journey and is awaited once."""

    def __init__(
        self, attempt: "SignInAttempt", arrive: Callable[["SignIn", "TokenSet"], Awaitable[Person]]
    ) -> None:
        self._attempt = attempt
        self._arrive = arrive
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
        self._attempt.cancel()

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
