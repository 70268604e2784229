"""Words for entries of the inbox, for window and verb: each passes its own way of naming columns and days."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from kanbert_desktop.app.boards.inbox.entries import COMMENT_KINDS, InboxEntry, InboxFilter, News, NewsKind
from kanbert_desktop.app.translation import tr
from kanbert_desktop.domain.untrusted_text import shorten, to_single_line


class Names(NamedTuple):
    """How a status, a day and a person (by id; "" if unknown) are called; `me` is the user's own id."""

    status: Callable[[str], str]
    day: Callable[[date], str]
    person: Callable[[str], str]
    me: str


def entry_text(entry: InboxEntry, names: Names) -> str:
    """What happened, the most telling first, as one line."""
    return " · ".join(entry_texts(entry, names))


def entry_texts(entry: InboxEntry, names: Names) -> Iterator[str]:
    """Several comments of one kind are one text: the last one's, after their number."""
    for kind in entry.kinds:
        of_kind = [one for one in entry.news if one.kind is kind]
        yield _comments_text(of_kind, names) if kind in COMMENT_KINDS else _news_text(of_kind[-1], names)


def filter_text(chosen: InboxFilter) -> str:
    match chosen:
        case InboxFilter.ALL:
            return tr("All")
        case InboxFilter.UNREAD:
            return tr("Unread")
        case InboxFilter.ASSIGNED:
            return tr("Assigned")
        case InboxFilter.MENTIONS:
            return tr("Mentions")
        case InboxFilter.COMMENTS:
            return tr("Comments")


def _news_text(news: News, names: Names) -> str:
    match news.kind:
        case NewsKind.MOVED:
            return tr("Moved from {old} to {new}", old=names.status(news.old), new=names.status(news.new))
        case NewsKind.RENAMED:
            return tr("Renamed, was “{old}”", old=shorten(to_single_line(news.old)))
        case NewsKind.DUE:
            return _due_text(_day(news.old, names), _day(news.new, names))
        case NewsKind.ASSIGNED:
            return _assigned_text(news, names)
        case _:
            return tr("Deleted")


def _due_text(old: str, new: str) -> str:
    if not new:
        return tr("Due date removed, was {old}", old=old)
    return tr("Due {new}, was {old}", new=new, old=old) if old else tr("Due {new}", new=new)


def _assigned_text(news: News, names: Names) -> str:
    if news.new == names.me:
        return tr("Assigned to you")
    if not news.new:
        return tr("No longer assigned to you")
    name = to_single_line(names.person(news.new)) or tr("Somebody")
    return tr("Assigned to {name} instead of you", name=name)


def _comments_text(comments: Sequence[News], names: Names) -> str:
    last = comments[-1]
    who = to_single_line(names.person(last.who) or last.old) or tr("Somebody")
    text = shorten(to_single_line(last.new))
    said = (
        tr("{name} mentioned you: {text}", name=who, text=text)
        if last.kind is NewsKind.MENTIONED
        else tr("{name} commented: {text}", name=who, text=text)
    )
    return said if len(comments) == 1 else f"{tr('%n comment(s)', len(comments))}, {said}"


def _day(text: str, names: Names) -> str:
    return names.day(date.fromisoformat(text)) if text else ""
