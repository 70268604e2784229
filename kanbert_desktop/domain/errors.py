"""What can go wrong, sorted by what the program does about it."""

from datetime import timedelta


class KanbertError(Exception):
    """Something a person can be told.

    `key` names the sentence (see `app.wording`), `parameters` fill its gaps. Neither ever holds a secret:
    both reach logs and screens.
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
    """Nothing happened; the same request may succeed later. `retry_after` is the server's own wish."""

    def __init__(self, key: str, *, retry_after: timedelta | None = None, **parameters: object) -> None:
        super().__init__(key, **parameters)
        self.retry_after = retry_after


class OutcomeUnknown(KanbertError):
    """A write that perhaps happened: read the card again before anything else."""


class SignInRequired(KanbertError):
    """The credentials are no longer accepted; everything is kept until the person signs in again."""


class Refused(KanbertError):
    """The server will never accept this. `status` is its HTTP status, `fields` its complaints by field."""

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
    """Refused here, before anything was written; the person's text is kept."""


class Cancelled(KanbertError):
    """The sign-in was denied, cancelled or ran out of time; nothing changed."""


class NotReady(KanbertError):
    """This computer is not ready; the message says what to do."""


class ProfileBusy(NotReady):
    """Another program holds the profile."""


class KeyringUnavailable(NotReady):
    """The keyring is locked, absent or silent."""


class StoreError(NotReady):
    """The database file is damaged or cannot be written (disk full, read-only)."""
