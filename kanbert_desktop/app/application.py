"""The whole application as the window and the verbs see it: settings, events, tasks, the account and its desk."""

import asyncio
from dataclasses import dataclass
from importlib.util import find_spec
from typing import Literal

from kanbert_desktop.app.desk import Desk
from kanbert_desktop.app.environment import Environment
from kanbert_desktop.app.options import DEFAULT_SERVER, Options
from kanbert_desktop.app.registry import KnownAccount, Registry
from kanbert_desktop.app.settings import CLIENT_ID, SERVER, Settings
from kanbert_desktop.app.sign_in import SignIn
from kanbert_desktop.app.tasks import Tasks
from kanbert_desktop.domain.events import Bus

Pending = Literal["refuse", "send", "keep", "discard"]
"""What happens to unsent edits at sign-out."""


@dataclass(frozen=True, slots=True)
class Unsent:
    """What only this computer knows: changes not sent, changes that need a decision, drafts with text."""

    pending: int = 0
    parked: int = 0
    drafts: int = 0

    @property
    def total(self) -> int:
        return self.pending + self.parked + self.drafts


class Application:
    """Lives as long as the program."""

    def __init__(self, environment: Environment, options: Options) -> None:
        self.options = options
        self.environment = environment
        self.settings = Settings(environment.settings)
        self.registry = Registry(environment.accounts)
        self.bus = Bus()
        self.tasks = Tasks()
        self.leaving = asyncio.Event()
        """Set when the program is to end; the front door waits for it."""

    @property
    def desk(self) -> Desk | None:
        """None while nobody is signed in."""
        raise NotImplementedError

    @property
    def account(self) -> KnownAccount | None:
        """Who is here: `.person`, `.server`, `.sandbox`."""
        raise NotImplementedError

    @property
    def is_sample_data(self) -> bool:
        """The embedded sandbox is in use: "Sample data. Nothing leaves this computer."."""
        raise NotImplementedError

    @property
    def sandbox_available(self) -> bool:
        return find_spec("kanbert_desktop.sandbox") is not None and find_spec("starlette") is not None

    @property
    def server(self) -> str:
        """Where a sign-in would go: option or variable, else what was typed last, else Kanbert's own."""
        return self.options.server or self.settings.get(SERVER) or DEFAULT_SERVER

    @property
    def client_id(self) -> str:
        """Of the registered application; "" where a person must still paste it."""
        return self.options.client_id or self.settings.get(CLIENT_ID)

    @property
    def keyring_problem(self) -> str | None:
        """The error key if the sign-in could not be kept ("keyring_absent", …): it lasts until quitting."""
        raise NotImplementedError

    def begin_sign_in(self, *, server: str | None = None, client_id: str | None = None) -> SignIn:
        """A new attempt; an older one is cancelled. `InvalidInput` for an unusable server or a missing client id."""
        raise NotImplementedError

    async def begin_sample_sign_in(self) -> SignIn:
        """The same on the embedded sandbox, which is started first."""
        raise NotImplementedError

    def unsent(self) -> Unsent:
        raise NotImplementedError

    async def sign_out(self, pending: Pending = "refuse") -> None:
        """Revokes where possible and forgets the credentials; `Refused("unsent_changes")` unless told what to do."""
        raise NotImplementedError

    def leave(self) -> None:
        """Asks the front door to end the program; edits are saved first."""
        self.leaving.set()
