r"""Due dates as an iCalendar file (RFC 5545): one all-day event for each card.

`icalendar` folds lines and writes the calendar's own properties. Values are escaped here: its version 7.3 turns a
backslash before an N into a line break, and "C:\New" is a title. Building its `Event` objects would take twenty times
as long, and a calendar may have 100,000 events.
"""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta

from icalendar import Calendar
from icalendar.parser import Contentline

from kanbert_desktop.app.boards.html_text import leading_text
from kanbert_desktop.app.boards.service import BoardService
from kanbert_desktop.app.deep_links import card_link
from kanbert_desktop.domain.board import DONE_COLUMNS, Board, BoardId, Card, Column
from kanbert_desktop.domain.untrusted_text import remove_controls, shorten, to_single_line

LINE_END = "\r\n"
_PRODUCT = "-//Kanbert Desktop//Due dates//EN"
_UNDATED = datetime(1970, 1, 1, tzinfo=UTC)
_LONGEST_TEXT = 2_000
"""Characters of a description: calendars show a few lines, and the link leads to the card."""
_LONGEST_LINE = 74
"""Bytes of a line that is certainly not folded."""
_DONE = "\N{CHECK MARK} "
_SPECIAL = str.maketrans(
    {"\u2028": "\\n", "\u2029": "\\n", "\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"}
)


def is_in_calendar(card: Card) -> bool:
    """Returns whether an export has an event for this card: it has a due date and is not archived."""
    return card.due is not None and card.column is not Column.CLOSED


def calendar_parts(service: BoardService, cards: Iterable[Card], name: str = "Kanbert") -> Iterator[str]:
    """The whole file, event by event. `name` is what other calendars call it."""
    head, end = calendar_frame(name)
    yield head
    events = Events(service)
    for card in cards:
        if is_in_calendar(card):
            yield events.text_of(card)
    yield end


def calendar_frame(name: str) -> tuple[str, str]:
    """What stands before the events and after them."""
    calendar = Calendar()
    calendar.add("prodid", _PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    end = f"END:VCALENDAR{LINE_END}"
    head = calendar.to_ical().decode().removesuffix(end)
    return f"{head}{_line('X-WR-CALNAME', escape_text(name))}", end


class Events:
    """Writes events, and remembers the boards' names meanwhile."""

    def __init__(self, service: BoardService) -> None:
        self._service = service
        self._boards: dict[BoardId, tuple[Board | None, str]] = {}

    def text_of(self, card: Card) -> str:
        """The event of a card that has a due date."""
        if card.due is None:
            raise ValueError("no due date")
        board, categories = self._board(card.board)
        done = _DONE if card.column in DONE_COLUMNS else ""
        place = f"{board.title} · {card.status}" if board is not None else card.status
        lines = (
            ("BEGIN", "VEVENT"),
            ("UID", escape_text(event_uid(card))),
            ("DTSTAMP", _moment(card.updated_at or card.created_at or _UNDATED)),
            ("DTSTART;VALUE=DATE", _day(card.due)),
            # No day follows the calendar's last one; an event of one day needs no end.
            ("DTEND;VALUE=DATE", _day(card.due + timedelta(days=1)) if card.due < date.max else ""),
            ("SUMMARY", escape_text(f"{done}{to_single_line(shorten(card.title))}")),
            ("DESCRIPTION", escape_text(f"{place}\n{self._description(card)}".strip())),
            ("CATEGORIES", categories),
            ("URL", _address(card)),
            ("TRANSP", "TRANSPARENT"),
            ("END", "VEVENT"),
        )
        return "".join(_line(key, value) for key, value in lines if value)

    def _description(self, card: Card) -> str:
        return leading_text(card.description, _LONGEST_TEXT)[0] if card.description else ""

    def _board(self, board: BoardId) -> tuple[Board | None, str]:
        """The board, and the names of its client and itself as categories."""
        if board not in self._boards:
            known = self._service.known_board(board)
            client = self._service.client_of(known) if known is not None else None
            names = [client.name] if client is not None else []
            names += [known.title] if known is not None else []
            self._boards[board] = (known, ",".join(escape_text(to_single_line(name)) for name in names))
        return self._boards[board]


def event_uid(card: Card) -> str:
    """The same in every export: a card that was made here keeps its key when the server gives it an id."""
    return f"{card.key}@kanbert"


def escape_text(text: str) -> str:
    """As RFC 5545, 3.3.11 demands, without control characters."""
    return remove_controls(text).translate(_SPECIAL)


def _address(card: Card) -> str:
    """The card's web page, else a link that opens this program."""
    address = card.uri if card.uri and card.uri.startswith(("https://", "http://")) else card_link(card.id)
    # A URI has no blanks, and what breaks a line would begin another property.
    return address if address.isprintable() and " " not in address else card_link(card.id)


def _day(day: date) -> str:
    return day.isoformat().replace("-", "")


def _moment(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds")[:19].replace("-", "").replace(":", "") + "Z"


def _line(key: str, value: str) -> str:
    line = f"{key}:{value}"
    if len(line) > _LONGEST_LINE or len(line.encode()) > _LONGEST_LINE:
        line = Contentline(line).to_ical().decode()  # type: ignore[no-untyped-call]
    return line + LINE_END
