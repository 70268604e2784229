"""Invariants I1 to I4 of sync/RULES.md, checked for a real window and a real server after the last sync."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kanbert_desktop.app.application import Application
from kanbert_desktop.domain.board import Card, CardKey
from kanbert_desktop.domain.changes import State
from kanbert_desktop.domain.events import EventBus
from kanbert_desktop.store.database import open_store
from kanbert_desktop.sync.local_cards import LocalCards
from kanbert_desktop.sync.replica import Replica
from simulation.change_audit import ChangeAudit
from simulation.client import AuditedReplica
from simulation.invariants import InvariantChecks
from simulation.scenario import READABLE
from support.sandbox import RunningSandbox

CYCLES = 4
"""After so many cycles nothing may be left to send (I11)."""


@dataclass
class Invariants:
    """The only client of a simulation that runs in real time; the same checks apply."""

    sandbox: RunningSandbox
    audit: ChangeAudit
    replica: AuditedReplica
    name: str = "the window"
    user: str = field(init=False)

    def __post_init__(self) -> None:
        self.state = self.sandbox.state
        self.user = self.state.rows("SELECT id FROM users WHERE first_name = 'Mira'")[0]["id"]
        self.clients = [self]
        self.audits = {self.user: self.audit}
        self.disks = self.audits
        self._watch = InvariantChecks(self)  # type: ignore[arg-type]  has what the checks need of a scenario

    @property
    def local_cards(self) -> LocalCards:
        return self.replica.local_cards

    def shown(self) -> dict[CardKey, Card]:
        return {card.key: card for card in self.local_cards.cards()}

    def check(self) -> None:
        """At any moment: what is shown is the base plus the outbox (I4). The writer may commit a page meanwhile."""
        with self.local_cards.one_state():
            self._watch.view_equation(self)  # type: ignore[arg-type]

    async def check_after_sync(self, application: Application) -> None:
        """Online; everything is sent, read and compared."""
        self.sandbox.faults.clear()
        for _ in range(CYCLES):
            await application.sync()
            if not any(entry.state is not State.PARKED for entry in self.local_cards.pending.entries()):
                break
        await application.sync(full=True)
        self._watch.view_equation(self)  # type: ignore[arg-type]
        self._watch.isolation(self)  # type: ignore[arg-type]
        self._watch.check_settled()
        self._watch.convergence(self)  # type: ignore[arg-type]
        self._watch.nothing_lost(self)  # type: ignore[arg-type]
        self._watch.exactly_once()

    # What the checks need of a scenario.

    def running(self) -> list[dict[str, Any]]:
        return self.state.rows(f"{READABLE} AND projects.status = 'running'")

    def fail(self, promise: str, how: str) -> None:
        raise AssertionError(f"{promise}: {how}")


def shown_after_restart(stores: Path) -> Iterator[dict[CardKey, Card]]:
    """What each store of a profile would show after a restart."""
    for file in sorted(stores.rglob("store.db")):
        store = open_store(file).store
        replica = Replica(store, EventBus(), lambda: None)  # type: ignore[arg-type,return-value]  asked for nothing
        replica.load()
        shown = {card.key: card for card in replica.local_cards.cards()}
        store.close()
        yield shown
