"""A client that keeps an inbox, on a server of the test's process."""

import asyncio
from dataclasses import dataclass
from datetime import date

from kanbert_desktop.app.boards.inbox.entries import InboxEntry
from kanbert_desktop.app.boards.inbox.inbox import Inbox
from kanbert_desktop.domain.board import Card
from support.sync_clients import SyncClient, SyncServer


@dataclass
class Follower:
    """A client with its inbox, and the cards of one board."""

    server: SyncServer
    client: SyncClient
    inbox: Inbox

    @property
    def today(self) -> date:
        return self.server.clock.now().date()

    @property
    def me(self) -> str:
        me = self.client.replica.local_cards.me
        assert me is not None
        return me.id

    def sync(self, *, full: bool = False) -> list[InboxEntry]:
        self.server.clock.advance(minutes=1)
        asyncio.run(self.client.sync(full=full))
        return self.entries()

    def read_comments(self, card: Card) -> list[InboxEntry]:
        self.server.clock.advance(minutes=1)
        asyncio.run(self.client.engine.read_comments(card.key))
        return self.entries()

    def entries(self) -> list[InboxEntry]:
        assert self.client.store.flush(10)
        return self.inbox.entries(self.today)

    def entry(self) -> InboxEntry:
        (entry,) = self.entries()
        return entry

    def reported(self) -> list[tuple[str, str, str]]:
        """Kind, old and new value of everything in the only entry."""
        return [(one.kind.value, one.old, one.new) for one in self.entry().news]

    def card(self, *, mine: bool = True) -> Card:
        """A card in the column New that is assigned to the user, or to somebody else, and made by a colleague."""
        known = self.server.task_with_title("Followed")
        if not known:
            assignee = self.me if mine else self.server.colleague.id
            self.server.colleague.add(self.server.board, "Followed", status="New", assignee_id=assignee)
            for entry in self.sync():
                self.inbox.mark_done([entry])
            known = self.server.task_with_title("Followed")
        assert not self.entries()
        return self.client.card(known[0]["id"])

    def edit(self, card: Card, **columns: object) -> None:
        """A colleague changes the card."""
        self.server.clock.advance(seconds=10)
        self.server.colleague.edit(card.id, **columns)

    def restart(self) -> None:
        self.client.stop()
        self.inbox.close()
        self.client.start()
        self.start()

    def start(self) -> None:
        self.inbox = Inbox(self.client.replica, self.client.store)
        self.client.replica.observed.subscribe(self.inbox.recorder)
