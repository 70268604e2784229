"""`inbox`: what others changed, read from this computer alone."""

from datetime import date, datetime

from kanbert_desktop.app.boards.inbox.entries import COMMENT_KINDS, InboxEntry, InboxFilter, News
from kanbert_desktop.app.boards.inbox.texts import Names, entry_text
from kanbert_desktop.app.boards.json_format import Json, datetime_json
from kanbert_desktop.app.translation import tr
from kanbert_desktop.cli.invocation import Invocation
from kanbert_desktop.cli.output import table_lines


def inbox(invocation: Invocation) -> None:
    """Reading here marks nothing as read."""
    today = datetime.now().astimezone().date()
    chosen = InboxFilter.UNREAD if invocation.arguments.unread else InboxFilter.ALL
    entries = invocation.service.inbox.entries(today, chosen)
    entries.sort(key=lambda one: (one.at, one.card), reverse=True)
    documents = [_entry_json(invocation, entry) for entry in entries]
    invocation.output.print_document(documents, lambda: _lines(invocation, entries))


def _entry_json(invocation: Invocation, entry: InboxEntry) -> Json:
    card = invocation.service.card(entry.card)
    return {
        "card": card.id if card is not None else entry.card,
        "board": entry.board,
        "title": entry.title,
        "at": datetime_json(entry.at),
        "unread": not entry.is_read,
        "changes": [_news_json(invocation, one) for one in entry.news],
    }


def _news_json(invocation: Invocation, news: News) -> Json:
    is_comment = news.kind in COMMENT_KINDS
    name = _person(invocation, news.who) or news.old
    return {
        "kind": news.kind.value,
        "old": None if is_comment else news.old or None,
        "new": news.new or None,
        "by": {"id": news.who, "name": name} if news.who else None,
        "at": datetime_json(news.at),
    }


def _lines(invocation: Invocation, entries: list[InboxEntry]) -> list[str]:
    if not entries:
        return [tr("Nothing unread.") if invocation.arguments.unread else tr("The inbox is empty.")]
    me = invocation.service.me
    names = Names(str, date.isoformat, lambda person: _person(invocation, person), me.id if me else "")
    rows = [
        (
            "" if entry.is_read else "*",
            entry.at.astimezone().strftime("%Y-%m-%d %H:%M"),
            entry.title,
            entry_text(entry, names),
        )
        for entry in entries
    ]
    return table_lines([("", tr("Time"), tr("Card"), tr("What happened")), *rows])


def _person(invocation: Invocation, person: str) -> str:
    known = invocation.service.person(person)
    return known.name if known is not None else ""
