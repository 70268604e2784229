"""The invariants I1 to I12 of sync/RULES.md, each checked as often as it can hold.

`network.py` checks what is sent (I3, I10, D16, D31, D33), `change_audit.py` records changes (I2); the rest is here.
"""

from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from kanbert_desktop.domain.board import Card, CardKey
from kanbert_desktop.domain.changes import CreateCard, DeleteCard, Entry, Field, State
from kanbert_desktop.domain.projection import project_card
from kanbert_desktop.sync.deletions import KEPT_CARDS, MISSING_CARDS
from kanbert_desktop.sync.local_cards import LocalCards
from kanbert_desktop.sync.meta_names import WATERMARK
from kanbert_desktop.sync.missing_cards import MAX_SILENT_REMOVALS, MAX_SILENT_SHARE
from simulation.user_actions import order_of

if TYPE_CHECKING:
    from simulation.client import SimulatedClient, ViewState
    from simulation.scenario import Scenario

A_DAY = timedelta(days=1)


@dataclass
class StateBeforeSync:
    """The state of a client before a cycle. `known` maps each card to its parent."""

    entries: set[str]
    known: dict[CardKey, CardKey | None]
    watermark: str | None
    is_complete: bool


@dataclass
class InvariantChecks:
    scenario: "Scenario"
    removed_cards: dict[tuple[str, str], set[str]] = field(default_factory=dict)
    _checked_states: "dict[str, ViewState]" = field(default_factory=dict)

    # After every step.

    def check(self) -> None:
        """Compares the view of those that acted since the last check, and of any other that is in another state.

        Nothing new can be wrong with the rest, and to compare all of them took a quarter of a scenario.
        """
        acted, self.scenario.acted = self.scenario.acted, set()
        for client in self.scenario.clients:
            if client.name in acted or self._checked_states.get(client.name) != client.view_state():
                self.view_equation(client)
                # Reading takes notice of what has been written.
                self._checked_states[client.name] = client.view_state()
            self.isolation(client)

    def view_equation(self, client: "SimulatedClient") -> None:
        """I4: what is shown is the base plus the outbox, card by card and board by board."""
        local_cards = client.local_cards
        keys = {card.key for card in local_cards.base.cards()} | {
            entry.card for entry in local_cards.pending.entries()
        }
        expected = {key: card for key in keys if (card := _shown(local_cards, key)) is not None}
        shown = {card.key: card for card in local_cards.cards()}
        if shown != expected:
            odd = [key for key in keys if shown.get(key) != expected.get(key)]
            self.scenario.fail("I4", f"{client.name} shows {[shown.get(key) for key in odd]}, not {expected}")
        # Nothing is written meanwhile, and forty walks of columns in one state are quicker.
        with local_cards.one_state():
            on_boards = {card.key for board in local_cards.boards for card in local_cards.cards_of(board)}
        lost = {key for key, card in shown.items() if card.board in local_cards.boards} - on_boards
        if lost or on_boards - shown.keys():
            self.scenario.fail(
                "I4", f"{client.name}: on no board {lost}, on one but not shown {on_boards - shown.keys()}"
            )

    def isolation(self, client: "SimulatedClient") -> None:
        """I10: whatever a user changed is on the server under that user."""
        for name, account in client.audits.items():
            keys = {change.card for change in account.changes if isinstance(change.change, CreateCard)}
            for row in self.scenario.state.rows("SELECT * FROM tasks WHERE external_id IS NOT NULL"):
                if row["external_id"] in keys and row["author_id"] != name:
                    self.scenario.fail(
                        "I10", f"{row['external_id']} of {name} stands under {row['author_id']}"
                    )

    # Around every cycle.

    def before_sync(self, client: "SimulatedClient") -> StateBeforeSync:
        entries = {entry.id for entry in client.local_cards.pending.entries()}
        known = {card.key: _above(client.local_cards, card) for card in client.local_cards.base.cards()}
        return StateBeforeSync(entries, known, client.replica.meta.get(WATERMARK), self._is_clear())

    def after_sync(self, client: "SimulatedClient", before: StateBeforeSync, ended: str | None) -> None:
        self.mass_deletion(client, before)
        self.resurrection(client)
        if ended != "crashed":
            self.watermark(client, before)
        if ended is None:
            self.honest_cursor(client)
        if before.is_complete and ended not in ("crashed", "other_account"):
            self.liveness(client, before, ended)

    def mass_deletion(self, client: "SimulatedClient", before: StateBeforeSync) -> None:
        """I12: never far fewer cards than a day before unless the user has agreed, however each of them was removed."""
        stored = set((client.replica.meta.get(KEPT_CARDS) or "").split())
        requested = {change.card for change in client.audit.changes if isinstance(change.change, DeleteCard)}
        lost = before.known.keys() - {card.key for card in client.local_cards.base.cards()} - stored
        unasked = {key for key in lost if not {key, before.known[key]} & requested}
        lately = [one for one in client.audit.unasked_removals if abs(client.now() - one[0]) < A_DAY]
        client.audit.unasked_removals = [*lately, (client.now(), len(unasked))]
        gone = sum(number for _, number in client.audit.unasked_removals)
        known = len(before.known) + sum(number for _, number in lately)
        if unasked and removed_unasked(gone, known):
            self.scenario.fail(
                "I12", f"{client.name} lost {gone} of {known} cards within a day and asked nobody"
            )

    def resurrection(self, client: "SimulatedClient") -> None:
        """I8: a card that is deleted on the server and was removed here stays away, unless the user brings it back."""
        place = (client.name, client.user)
        deleted = {
            row["id"] for row in self.scenario.state.rows("SELECT id FROM tasks WHERE deleted_at IS NOT NULL")
        }
        here = _server_ids(client)
        back = self.removed_cards.setdefault(place, set()) & here
        if back:
            self.scenario.fail("I8", f"{back} came back on {client.name}")
        if client.user in client.disks and not client.process.has_crashed:
            client.store.flush()
        self.removed_cards[place] |= deleted - here

    def brought_back(self, client: "SimulatedClient") -> None:
        """The user undid the removal of cards that are missing on the server."""
        self.removed_cards.get((client.name, client.user), set()).difference_update(_server_ids(client))

    def watermark(self, client: "SimulatedClient", before: StateBeforeSync) -> None:
        """I6: never backwards."""
        now = client.replica.meta.get(WATERMARK)
        if before.watermark and (now is None or _moment(now) < _moment(before.watermark)):
            self.scenario.fail("I6", f"{client.name}: the watermark went from {before.watermark} to {now}")

    def honest_cursor(self, client: "SimulatedClient") -> None:
        """I6: everything the server has from before the watermark is in the base, on disk as in memory."""
        mark = client.replica.meta.get(WATERMARK)
        if mark is None or not all(walk.done for walk in client.replica.walks.values()):
            return
        running = {board.id for board in client.local_cards.boards.values() if board.is_running}
        later = self.scenario.state.changed_after(client.transport.pulled_to)
        for task in self.scenario.running():
            if (
                task["id"] not in later
                and task["project_id"] in running
                and _moment(task["updated_at"]) < _moment(mark)
            ):
                known = client.local_cards.base_card(
                    client.local_cards.key_of(task["id"]) or CardKey(task["id"])
                )
                if known is None or known.updated_at < _moment(task["updated_at"]):
                    self.scenario.fail(
                        "I6", f"{client.name} lacks {task['id']} of {task['updated_at']}, is at {mark}"
                    )

    def liveness(self, client: "SimulatedClient", before: StateBeforeSync, ended: str | None) -> None:
        """I11: a card that fails never blocks the others."""
        stuck = [
            entry
            for entry in client.local_cards.pending.entries()
            if entry.id in before.entries
            and entry.state is not State.PARKED
            and self._should_be_gone(client, entry)
        ]
        if stuck:
            self.scenario.fail("I11", f"{client.name} still has {stuck} after a cycle that ended {ended}")

    def _is_clear(self) -> bool:
        """Whether nothing is wrong but failing cards."""
        scenario = self.scenario
        others = [rule for rule in scenario.faults.pending_rules() if rule.left is not None]
        revoked = scenario.state.rows("SELECT 1 FROM tokens WHERE revoked")
        return not (others or scenario.faults.offline or revoked)

    def _should_be_gone(self, client: "SimulatedClient", entry: Entry) -> bool:
        card = client.local_cards.base_card(entry.card)
        if card is not None and card.server_id in self.scenario.poisoned:
            return False
        if client.engine.capabilities.unsupported or any(
            other.not_before is not None and other.not_before > client.now()
            for other in client.local_cards.pending.entries_of(entry.card)
        ):
            return False
        return not (self._is_out_of_sight(client, entry) or self._waits(client, entry))

    def _is_out_of_sight(self, client: "SimulatedClient", entry: Entry) -> bool:
        """Whether a new card arrived cannot be verified while its board is closed to us (D30): its changes wait."""
        closed = "SELECT 1 FROM projects WHERE id = ? AND is_private"
        return any(
            other.state is State.OUTCOME_UNKNOWN
            and isinstance(other.change, CreateCard)
            and self.scenario.state.rows(closed, other.change.board)
            for other in client.local_cards.pending.entries_of(entry.card)
        )

    def _waits(self, client: "SimulatedClient", entry: Entry) -> bool:
        """For a decision about the card or its parent, or for the parent itself."""
        if entry.card in (client.replica.meta.get(MISSING_CARDS) or "").split():
            return True
        entries = client.local_cards.pending.entries_of(entry.card)
        if any(other.state is State.PARKED for other in entries):
            return True
        parents = [
            parent
            for other in entries
            if isinstance(other.change, CreateCard)
            and isinstance(parent := other.change.fields.get(Field.PARENT), str)
        ]
        keys = [client.local_cards.key_of(parent) or CardKey(parent) for parent in parents]
        return any(
            client.local_cards.pending.entries_of(key) or client.local_cards.base_card(key) is None
            for key in keys
        )

    # After all faults have ended.

    def check_settled(self) -> None:
        """I1 without a full compare: all changes have arrived everywhere, and nothing waits."""
        for client in self.scenario.clients:
            waiting = {entry.card for entry in client.local_cards.pending.entries()}
            for task in self.scenario.running():
                key = client.local_cards.key_of(task["id"]) or CardKey(task["id"])
                base = client.local_cards.base_card(key)
                if key not in waiting and (base is None or _differs(base, task)):
                    self.scenario.fail("I1", f"{client.name} has {base}, the server {task}")
            left = [
                entry for entry in client.local_cards.pending.entries() if entry.state is not State.PARKED
            ]
            left = [entry for entry in left if not self._waits(client, entry)]
            if left:
                self.scenario.fail("I11", f"{client.name} has not sent {left}")

    def check_end(self) -> None:
        for client in self.scenario.clients:
            self.view_equation(client)
            self.convergence(client)
            self.nothing_lost(client)
            self.same_from_disk(client)
        self.exactly_once()
        self.same_order()
        for client in self.scenario.clients:
            self.order_free(client)

    def convergence(self, client: "SimulatedClient") -> None:
        """I1: what is shown is what the server has, except cards that wait for a decision."""
        aside = {entry.card for entry in client.local_cards.pending.entries()}
        aside |= set((client.replica.meta.get(MISSING_CARDS) or "").split()) | set(
            (client.replica.meta.get(KEPT_CARDS) or "").split()
        )
        running = {board.id for board in client.local_cards.boards.values() if board.is_running}
        there = {task["id"] for task in self.scenario.running()}
        extra = [
            card
            for card in client.local_cards.cards()
            if card.board in running and card.server_id not in there
        ]
        extra = [card for card in extra if card.key not in aside]
        if extra:
            self.scenario.fail("I1", f"{client.name} shows {extra}, which the server has not")

    def nothing_lost(self, client: "SimulatedClient") -> None:
        """I2: every change is on the server, unsent, in Attention, or given up by its author."""
        for user, account in client.audits.items():
            if user in client.disks:
                local_cards = (
                    client.local_cards if user == client.user else self.scenario.mirror_of(client.disks[user])
                )
                missing = account.lost_changes(local_cards)
                if missing:
                    self.scenario.fail("I2", f"{client.name} lost {missing}")

    def same_from_disk(self, client: "SimulatedClient") -> None:
        """I4 on disk: another start shows the same."""
        before = {card.key: card for card in client.local_cards.cards()}
        client.restart()
        if {card.key: card for card in client.local_cards.cards()} != before:
            self.scenario.fail("I4", f"{client.name} shows something else after a restart")

    def exactly_once(self) -> None:
        """I3: each card made through the API was created once here, and each creation made one card at most."""
        made = self.scenario.state.rows("SELECT external_id FROM tasks WHERE integration IS NOT NULL")
        comments = self.scenario.state.rows(
            "SELECT external_id FROM comments WHERE integration = 'simulation'"
        )
        accounts = [account for client in self.scenario.clients for account in client.audits.values()]
        requested = {
            getattr(change.change, "comment", change.card)
            for account in accounts
            for change in account.changes
        }
        counted = Counter(row["external_id"] for row in [*made, *comments])
        doubled = [key for key, number in counted.items() if number > 1]
        strange = [key for key in counted if key not in requested]
        if doubled or strange:
            self.scenario.fail("I3", f"more than once: {doubled}; never wished: {strange}")

    def same_order(self) -> None:
        """I9: all computers without pending changes show the same cards in the same order."""
        calm = [
            client
            for client in self.scenario.clients
            if not client.local_cards.pending.entries()
            and not client.replica.meta.get(KEPT_CARDS)
            and not client.replica.meta.get(MISSING_CARDS)
        ]
        orders = {client.name: order_of(client) for client in calm}
        if any(order != orders[calm[0].name] for order in orders.values()):
            self.scenario.fail("I9", f"{orders}")

    def order_free(self, client: "SimulatedClient") -> None:
        """I5: the server's pages again, shuffled and twice, change nothing in memory or on disk."""
        client.store.flush()
        before = client.disks[client.user].image()
        shown = {card.key: card for card in client.local_cards.cards()}
        self.scenario.reread_pages(client)
        client.store.flush()
        if (
            client.disks[client.user].image() != before
            or {card.key: card for card in client.local_cards.cards()} != shown
        ):
            self.scenario.fail("I5", f"{client.name} is changed by pages it knows")


def removed_unasked(lost: int, known: int) -> bool:
    return lost > MAX_SILENT_REMOVALS and lost > MAX_SILENT_SHARE * known


def _above(local_cards: LocalCards, card: Card) -> CardKey | None:
    return local_cards.key_of(card.parent) or card.parent if card.parent is not None else None


def _shown(local_cards: LocalCards, key: CardKey) -> Card | None:
    card = project_card(local_cards.base_card(key), local_cards.pending.entries_of(key))
    if card is not None and card.parent is not None:
        card = replace(card, parent=local_cards.key_of(card.parent) or card.parent)
    return card


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text)


def _differs(card: Card, task: dict[str, Any]) -> bool:
    due = card.due.isoformat() if card.due else None
    shown = (card.title, card.status, card.description or None, due, card.assignee, card.is_public)
    result = (
        task["title"],
        task["status"],
        task["description"] or None,
        task["due_date"],
        task["assignee_id"],
    )
    return shown != (*result, bool(task["is_public"]))


def _server_ids(client: "SimulatedClient") -> set[str | None]:
    return {card.server_id for card in client.local_cards.base.cards()}
