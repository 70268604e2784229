"""Facts, in the past tense, and the bus that carries them."""

import logging
from collections import deque
from collections.abc import Callable
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple, TypeVar, cast

from kanbert_desktop.domain.board import BoardId, CardKey, Person

log = logging.getLogger(__name__)


class SyncState(StrEnum):
    """The words of `status` in command-line.md."""

    UP_TO_DATE = "up_to_date"
    SAVED_LOCALLY = "saved_here"
    SENDING = "sending"
    WAITING_FOR_NETWORK = "waiting_for_network"
    NEEDS_SIGN_IN = "needs_sign_in"
    NEEDS_DECISION = "needs_decision"


class SyncStatus(NamedTuple):
    """`last_sync`, `offline_since` and `silent_since` are aware times; `problem` is the key of the last failure, if any.

    `parameters` fill the gaps of its sentence. `silent_since`: an answer has been missing since then, and nobody knows
    yet whether it will come.
    """

    state: SyncState = SyncState.UP_TO_DATE
    pending: int = 0
    attention: int = 0
    last_sync: datetime | None = None
    offline_since: datetime | None = None
    problem: str | None = None
    parameters: tuple[tuple[str, str], ...] = ()
    no_response_since: datetime | None = None


class CardsChanged(NamedTuple):
    """What is shown of these cards changed, or of their comments; `boards` are those they stand or stood on."""

    cards: frozenset[CardKey]
    boards: frozenset[BoardId]


class BoardsChanged(NamedTuple):
    """Clients, boards, people or what is known of them changed."""


class SyncStatusChanged(NamedTuple):
    status: SyncStatus


class LoadProgressed(NamedTuple):
    """The first load: boards loaded of all boards (0 of 0 while unknown), and cards so far; `done` at its end."""

    boards: int
    total_boards: int
    cards: int
    done: bool = False


class FullCompareProgressed(NamedTuple):
    """A full comparison goes on: so many cards have been listed in it."""

    cards: int


class SavingFailed(NamedTuple):
    """The disk did not take a change; it is kept in memory and tried again. `key` names the sentence."""

    key: str


class UnexpectedError(NamedTuple):
    """A fault of ours ended a piece of work; the log and a report have it, the edits are kept."""


class ChangeParked(NamedTuple):
    """A change needs the person's decision."""

    card: CardKey
    reason: str


class SignedIn(NamedTuple):
    """`by_token`: nobody came through a browser."""

    person: Person
    server: str
    with_token: bool = False


class SignedOut(NamedTuple):
    """`token_lives_on`: a direct token was forgotten here; in Kanbert it is valid until somebody deletes it there."""

    token_remains_valid: bool = False


class AccountSwitched(NamedTuple):
    """The desk that is open belongs to another account of this profile from now on."""


class SignInExpired(NamedTuple):
    """The server asks for a new sign-in; everything stays here and editable. `key` names the sentence."""

    key: str = "sign_in_needed"


class WriteAccessChanged(NamedTuple):
    """Kanbert now lets this sign-in write, or no longer."""

    can_write: bool


class KeyringBlocked(NamedTuple):
    """The person has to unlock the keyring; it is tried again by itself. `key`: keyring_locked, keyring_silent."""

    key: str


class UpdateAvailable(NamedTuple):
    """Whoever makes this program says so, with a signature that is right."""

    version: str


class KeyringReady(NamedTuple):
    """It answers again; what waited for it goes on by itself."""


Event = (
    CardsChanged
    | BoardsChanged
    | SyncStatusChanged
    | LoadProgressed
    | FullCompareProgressed
    | SavingFailed
    | UnexpectedError
    | ChangeParked
    | SignedIn
    | SignedOut
    | AccountSwitched
    | SignInExpired
    | WriteAccessChanged
    | KeyringBlocked
    | KeyringReady
    | UpdateAvailable
)
E = TypeVar("E")
Handler = Callable[[E], None]


class EventBus:
    """Carries facts to whoever asked for their type.

    An event published while another is handled waits its turn, so handlers never re-enter each other; a
    handler that fails is logged and does not keep the fact from the others.
    """

    def __init__(self) -> None:
        self._handlers: dict[type, list[Callable[[object], None]]] = {}
        self._queue: deque[object] = deque()
        self._handling = False

    def subscribe(self, event: type[E], handler: Handler[E]) -> Callable[[], None]:
        """Returns the way to end the subscription."""
        plain = cast("Callable[[object], None]", handler)
        self._handlers.setdefault(event, []).append(plain)

        def unsubscribe() -> None:
            if plain in self._handlers.get(event, []):
                self._handlers[event].remove(plain)

        return unsubscribe

    def publish(self, event: Event) -> None:
        self._queue.append(event)
        if self._handling:
            return
        self._handling = True
        try:
            while self._queue:
                self._deliver(self._queue.popleft())
        finally:
            self._handling = False

    def _deliver(self, event: object) -> None:
        for handler in list(self._handlers.get(type(event), [])):
            try:
                handler(event)
            except Exception:
                log.exception("A handler of %s failed", type(event).__name__)
