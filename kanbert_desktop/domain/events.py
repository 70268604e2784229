"""Events, named in the past tense, and the event bus."""

import logging
from collections import deque
from collections.abc import Callable
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple, TypeVar, cast

from kanbert_desktop.domain.board import BoardId, CardKey, Person

log = logging.getLogger(__name__)


class SyncState(StrEnum):
    """The states that `status` prints (COMMAND_LINE.md, "Values")."""

    UP_TO_DATE = "up_to_date"
    SAVED_LOCALLY = "saved_here"
    SENDING = "sending"
    WAITING_FOR_NETWORK = "waiting_for_network"
    NEEDS_SIGN_IN = "needs_sign_in"
    NEEDS_DECISION = "needs_decision"


class Economy(StrEnum):
    """Why the sync goes easy."""

    BATTERY = "battery"
    METERED = "metered"


class SyncStatus(NamedTuple):
    """`last_sync`, `offline_since` and `no_response_since` are aware times; `problem` is the key of the last failure.

    `parameters` fill the gaps of its message. `no_response_since`: a response has been missing since then and may
    still come. `economy`: why the sync looks for changes less often, if it does.
    """

    state: SyncState = SyncState.UP_TO_DATE
    pending: int = 0
    attention: int = 0
    last_sync: datetime | None = None
    offline_since: datetime | None = None
    problem: str | None = None
    parameters: tuple[tuple[str, str], ...] = ()
    no_response_since: datetime | None = None
    economy: Economy | None = None


class CardsChanged(NamedTuple):
    """The displayed state of these cards or their comments changed; `boards` are the boards they are or were on."""

    cards: frozenset[CardKey]
    boards: frozenset[BoardId]


class BoardsChanged(NamedTuple):
    """Clients, boards or people changed, or what is known about them."""


class InboxChanged(NamedTuple):
    """Entries of the inbox are new or other ones, or the user marked some."""


class SavedViewsChanged(NamedTuple):
    """A saved view was added, changed, moved or removed."""


class TemplatesChanged(NamedTuple):
    """A template was added, changed or removed, or has made a card."""


class RecurringCardsMade(NamedTuple):
    """Templates made these cards because of the day. `failed` are titles of templates that could not."""

    cards: tuple[CardKey, ...]
    failed: tuple[str, ...]


class HoursBookedChanged(NamedTuple):
    """Hours booked were loaded, or showing them was switched on or off."""


class CalendarFileChosen(NamedTuple):
    """The user chose a calendar file to be kept up to date, or none."""


class SyncStatusChanged(NamedTuple):
    status: SyncStatus


class LoadProgressed(NamedTuple):
    """The initial load: boards loaded of all boards (0 of 0 while unknown), and cards so far; `done` at its end."""

    boards: int
    total_boards: int
    cards: int
    done: bool = False


class FullCompareProgressed(NamedTuple):
    """A full compare is running; `cards` counts the cards listed so far."""

    cards: int


class SavingFailed(NamedTuple):
    """The disk rejected a change. It is kept in memory and retried. `key` selects the message."""

    key: str


class UnexpectedError(NamedTuple):
    """A bug ended a task. The log and a crash report have it; the edits are kept."""


class ChangeParked(NamedTuple):
    """A change needs the user's decision."""

    card: CardKey
    reason: str


class SignedIn(NamedTuple):
    """`with_token`: signed in without a browser."""

    person: Person
    server: str
    with_token: bool = False


class SignedOut(NamedTuple):
    """`token_remains_valid`: a direct token was deleted here but stays valid in Kanbert until it is deleted there."""

    token_remains_valid: bool = False


class AccountSwitched(NamedTuple):
    """The open board service belongs to another account of this profile from now on."""


class AccountReopening(NamedTuple):
    """The open account's file was damaged and is being replaced: unfinished text is to be saved now."""


class AccountReopened(NamedTuple):
    """The open board service is another one from now on, over the recovered file of the same account."""


class SignInExpired(NamedTuple):
    """The server requires a new sign-in; everything stays here and editable. `key` selects the message."""

    key: str = "sign_in_needed"


class WriteAccessChanged(NamedTuple):
    """Kanbert granted this sign-in write access, or withdrew it."""

    can_write: bool


class KeyringBlocked(NamedTuple):
    """The user has to unlock the keyring; the program retries automatically. `key`: keyring_locked, keyring_silent."""

    key: str


class UpdateAvailable(NamedTuple):
    """A signed announcement names a newer version."""

    version: str


class KeyringReady(NamedTuple):
    """The keyring answers again; what waited for it continues automatically."""


Event = (
    CardsChanged
    | BoardsChanged
    | InboxChanged
    | TemplatesChanged
    | RecurringCardsMade
    | SavedViewsChanged
    | SyncStatusChanged
    | LoadProgressed
    | FullCompareProgressed
    | HoursBookedChanged
    | CalendarFileChosen
    | SavingFailed
    | UnexpectedError
    | ChangeParked
    | SignedIn
    | SignedOut
    | AccountSwitched
    | AccountReopening
    | AccountReopened
    | SignInExpired
    | WriteAccessChanged
    | KeyringBlocked
    | KeyringReady
    | UpdateAvailable
)
E = TypeVar("E")
Handler = Callable[[E], None]


class EventBus:
    """Delivers events to the handlers of their type.

    An event published while another is being handled is queued, so handlers are never re-entered. A handler that
    fails is logged and does not keep the event from the others.
    """

    def __init__(self) -> None:
        self._handlers: dict[type, list[Callable[[object], None]]] = {}
        self._queue: deque[object] = deque()
        self._handling = False

    def subscribe(self, event: type[E], handler: Handler[E]) -> Callable[[], None]:
        """Returns a function that ends the subscription."""
        plain = cast("Callable[[object], None]", handler)
        self._handlers.setdefault(event, []).append(plain)

        def unsubscribe() -> None:
            if plain in self._handlers.get(event, []):
                self._handlers[event].remove(plain)

        return unsubscribe

    @property
    def is_delivering(self) -> bool:
        """True in a handler, whoever published the event."""
        return self._handling

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
