"""The program's errors, by what the program does about them."""

from datetime import timedelta


class KanbertError(Exception):
    """An error that can be shown to the user.

    `key` selects the message (see `app.messages`), `parameters` fill its gaps. Neither ever contains a secret: both
    reach logs and screens.
    """

    def __init__(self, key: str, **parameters: object) -> None:
        super().__init__(key)
        self.key = key
        self.parameters = parameters

    def __str__(self) -> str:
        if not self.parameters:
            return self.key
        return f"{self.key} {self.parameters}"


class TransientError(KanbertError):
    """Nothing happened; the same request may succeed later. `retry_after` is the delay the server asked for."""

    def __init__(self, key: str, *, retry_after: timedelta | None = None, **parameters: object) -> None:
        super().__init__(key, **parameters)
        self.retry_after = retry_after


class OutcomeUnknown(KanbertError):
    """A write that may have happened: read the card again before anything else."""


class SignInRequired(KanbertError):
    """The credentials are no longer accepted. Everything is kept until the user signs in again."""


class Refused(KanbertError):
    """The server will never accept this request.

    `status` is its HTTP status, `fields` its validation messages by field.
    """

    def __init__(
        self,
        key: str,
        *,
        status: int = 0,
        fields: dict[str, list[str]] | None = None,
        **parameters: object,
    ) -> None:
        super().__init__(key, **parameters)
        self.status = status
        self.fields = fields or {}


class InvalidInput(KanbertError):
    """Rejected here, before anything was written; the user's text is kept."""


class Cancelled(KanbertError):
    """The sign-in was denied, cancelled or timed out; nothing changed."""


class NotReady(KanbertError):
    """This computer is not ready; the message says what to do."""


class ProfileBusy(NotReady):
    """Another process holds the profile."""


class KeyringUnavailable(NotReady):
    """The keyring is locked, absent or does not answer."""


class StoreError(NotReady):
    """The database file is damaged or cannot be written (disk full, read-only)."""
