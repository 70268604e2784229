"""One simulated computer: a disk for each account, and a process that may end at any moment and be restarted."""

import random
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

from kanbert_desktop.api.client import KanbertApi
from kanbert_desktop.app.boards.local_data import LocalData
from kanbert_desktop.app.boards.service import BoardService
from kanbert_desktop.domain.board import PersonId
from kanbert_desktop.domain.changes import ChangeId, DecisionMade, EditCard, State
from kanbert_desktop.domain.events import EventBus
from kanbert_desktop.net.client import make_client
from kanbert_desktop.store.base import delete_all
from kanbert_desktop.store.history import HistoryRow
from kanbert_desktop.sync.batch import Batch
from kanbert_desktop.sync.engine import Engine
from kanbert_desktop.sync.local_cards import LocalCards
from kanbert_desktop.sync.replica import Replica
from kanbert_desktop.sync.user_decisions import DecisionResult, UserDecisions
from simulation.change_audit import ChangeAudit
from simulation.disk import Disk, SimulatedStore
from simulation.network import JudgingTransport
from simulation.process import Crash, SimulatedProcess
from simulation.server import token_of
from support.bearer_auth import BearerAuth
from support.open_account import FakeSyncControl

if TYPE_CHECKING:
    from simulation.scenario import Scenario


class AuditedReplica(Replica):
    """Records every change and withdrawal in the audit as well.

    `ticket` numbers the jobs of the store.
    """

    def __init__(self, account: ChangeAudit, ticket: Callable[[], int], store: Any, *arguments: Any) -> None:  # noqa: ANN401
        super().__init__(store, *arguments)
        self._account = account
        self._ticket = ticket
        self.decisions = AuditedDecisions(account, self, store)

    def apply(
        self, batch: Batch, *, retry: bool = True, may_wait: bool = False, is_listing: bool = False
    ) -> Future[None]:
        for entry in batch.put:
            if entry.state is State.PENDING and self.local_cards.pending.entry(entry.id) is None:
                self._account.record_change(entry, self.local_cards, self._ticket())
        return super().apply(batch, retry=retry, may_wait=may_wait, is_listing=is_listing)

    def withdraw(self, entry_id: ChangeId, extra: Batch | None = None) -> bool:
        withdrawn = super().withdraw(entry_id, extra)
        if withdrawn:
            self._account.record_withdrawal(entry_id)
        return withdrawn


class AuditedDecisions(UserDecisions):
    """Records every decision in the audit as well."""

    def __init__(self, account: ChangeAudit, *arguments: Any) -> None:  # noqa: ANN401
        super().__init__(*arguments)
        self._account = account

    def undo(self, decision: DecisionMade, row: HistoryRow) -> HistoryRow:
        result = super().undo(decision, row)
        for entry in decision.before:
            if self._replica.local_cards.pending.entry(entry.id) is not None:
                self._account.record_reopened(entry)
        return result

    def take_back(self, inverse: EditCard) -> tuple[Batch, EditCard | None]:
        batch, rest = super().take_back(inverse)
        names = inverse.new.keys() - (rest.new.keys() if rest is not None else set())
        self._account.record_taken_back(inverse, names)
        return batch, rest

    def redo(self, decision: DecisionMade, row: HistoryRow) -> DecisionResult:
        rows, over = super().redo(decision, row)
        for entry in over:
            self._account.record_withdrawal(entry)
        return rows, over

    def resolve(self, entry_id: ChangeId, choice: str) -> Any:  # noqa: ANN401  as it is answered there
        entry = self._replica.local_cards.pending.entry(entry_id)
        if entry is not None:
            self._account.record_decision(entry, choice, self._replica.local_cards)
        return super().resolve(entry_id, choice)


class ViewState(NamedTuple):
    """As long as it is equal, nothing was written, committed or changed in memory: the same is shown.

    `rows_written` counts the rows on disk ever changed. Only `version` is the program's own.
    """

    local_cards: LocalCards
    version: int
    write_count: int
    committed: int
    rows_written: int


@dataclass
class SimulatedClient:
    """`clock_skew` is the error of its clock."""

    scenario: "Scenario"
    name: str
    user: str
    clock_skew: timedelta = timedelta()
    disks: dict[str, Disk] = field(default_factory=dict)
    audits: dict[str, ChangeAudit] = field(default_factory=dict)
    process: SimulatedProcess = field(default_factory=SimulatedProcess)

    def __post_init__(self) -> None:
        self.start()

    # Processes.

    def start(self) -> None:
        self.process = SimulatedProcess()
        if self.user not in self.disks:
            self.disks[self.user] = Disk()
        disk = self.disks[self.user]
        self.audit = self.audits.setdefault(self.user, ChangeAudit(self.scenario.state))
        self.store = SimulatedStore(disk, self.process)
        self.replica = AuditedReplica(
            self.audit, lambda: self.store.write_count, self.store, EventBus(), self.now
        )
        self.replica.load()
        self.local_cards = self.replica.local_cards
        self.service = BoardService(self.replica, LocalData(self.replica, self.store), FakeSyncControl())
        self.connect(self.user)

    def connect(self, token_user: str) -> None:
        """Usually with the user's own token; another user's must lead nowhere."""
        self.transport = JudgingTransport(self.scenario, self, token_user)
        http = make_client(
            "http://127.0.0.1:9", auth=BearerAuth(token_of(token_user)), transport=self.transport
        )
        api = KanbertApi(http)
        rng = random.Random(1)  # noqa: S311  spreads retries, guards nothing
        self.engine = Engine(self.replica, api, self.now, self.sleep, rng, user=PersonId(self.user))

    def close(self) -> None:
        for disk in self.disks.values():
            disk.close()

    def restart(self) -> None:
        self.store.close()
        self.start()

    def flush(self) -> bool:
        """Saves everything; False if the process ended in the middle."""
        try:
            return self.store.flush()
        except Crash:
            return False

    def restart_after_crash(self) -> None:
        """What was not on disk yet may be gone."""
        self.audit.record_crash(self.store.committed)
        self.start()

    def sign_out(self, pending: str) -> None:
        """`keep` or `discard`, as `app.accounts.sign_out` does it to the account's file."""
        if pending == "keep":
            self.store.write(delete_all)
            self.store.close()
            self.audit.unasked_removals.clear()
        else:
            self.audit.record_discard()
            self.audit.unasked_removals.clear()
            self.disks.pop(self.user).close()

    def sign_in(self, user: str) -> None:
        self.user = user
        self.start()

    def has_in_flight_on_disk(self) -> bool:
        """Whether another start would know that something was being sent."""
        sql = "SELECT EXISTS (SELECT 1 FROM outbox WHERE state = 'in_flight')"
        return bool(self.disks[self.user].db.execute(sql).fetchone()[0])

    def view_state(self) -> ViewState:
        store, local_cards = self.store, self.local_cards
        rows_written = store.disk.db.total_changes
        return ViewState(local_cards, local_cards.version, store.write_count, store.committed, rows_written)

    # Time.

    def now(self) -> datetime:
        return self.scenario.clock.now() + self.clock_skew

    async def sleep(self, seconds: float) -> None:
        self.process.pass_moment("asleep")
        await self.scenario.clock.sleep(seconds)
        self.process.pass_moment("awake")
