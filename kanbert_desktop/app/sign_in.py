"""One sign-in as the window and the verb see it."""

from datetime import datetime

from kanbert_desktop.domain.board import Person


class SignIn:
    """`link` and `deadline` are there at once; `run` is the whole journey and may be awaited once."""

    link: str
    deadline: datetime
    other_account: bool = False
    """Set when it ended with another user than the one who was here: boards stay separate."""

    def cancel(self) -> None:
        raise NotImplementedError

    def open_again(self) -> None:
        """Asks the system's browser once more; that proves nothing, so `link` stays on screen."""
        raise NotImplementedError

    def paste(self, url: str) -> None:
        """The address the browser ended at, where it could not reach this computer; `InvalidInput` if it is not it."""
        raise NotImplementedError

    async def run(self) -> Person:
        """Opens the browser, waits, exchanges, asks who it is, opens that account's desk.

        Raises `Cancelled` (keys denied, cancelled, timed_out), `Later`, `Refused`.
        """
        raise NotImplementedError
