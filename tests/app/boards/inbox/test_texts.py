"""What an entry says, in one line and as plain text."""

from datetime import UTC, date, datetime

import pytest

from kanbert_desktop.app.boards.inbox.entries import InboxEntry, News, NewsKind
from kanbert_desktop.app.boards.inbox.texts import Names, entry_texts
from kanbert_desktop.domain.board import BoardId, CardKey

AT = datetime(2026, 11, 24, tzinfo=UTC)
NAMES = Names(str, date.isoformat, lambda person: {"p1": "Nina\nRoth"}.get(person, ""), "me")


def texts(*news: News) -> list[str]:
    return list(entry_texts(InboxEntry(CardKey("1"), BoardId("b"), "", AT, "", news), NAMES))


@pytest.mark.parametrize(
    ("news", "text"),
    [
        (News(NewsKind.MOVED, "New", "Odd status", AT), "Moved from New to Odd status"),
        (News(NewsKind.DUE, "", "2028-02-29", AT), "Due 2028-02-29"),
        (News(NewsKind.DUE, "2026-12-01", "2026-12-03", AT), "Due 2026-12-03, was 2026-12-01"),
        (News(NewsKind.DUE, "2026-12-01", "", AT), "Due date removed, was 2026-12-01"),
        (News(NewsKind.RENAMED, "a\x1b[1m\n<b>", "x", AT), "Renamed, was “a [1m <b>”"),
        (News(NewsKind.ASSIGNED, "", "me", AT), "Assigned to you"),
        (News(NewsKind.ASSIGNED, "me", "p1", AT), "Assigned to Nina Roth instead of you"),
        (News(NewsKind.ASSIGNED, "me", "", AT), "No longer assigned to you"),
        (News(NewsKind.COMMENTED, "", "x\u202ey", AT, "p1"), "Nina Roth commented: xy"),
        (News(NewsKind.MENTIONED, "", "hello", AT), "Somebody mentioned you: hello"),
        (News(NewsKind.MENTIONED, "A guest", "hello", AT, "p9"), "A guest mentioned you: hello"),
        (News(NewsKind.DELETED, "x", "", AT), "Deleted"),
    ],
)
def test_each_kind_has_its_words(news: News, text: str) -> None:
    assert texts(news) == [text]


def test_several_comments_are_counted_and_the_last_one_quoted() -> None:
    comments = (News(NewsKind.COMMENTED, "", text, AT, "p1", text) for text in ("one", "two"))
    (text,) = texts(*comments)
    assert text.startswith("2 comment")
    assert text.endswith(", Nina Roth commented: two")
