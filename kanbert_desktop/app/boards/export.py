"""Boards as CSV, JSON or iCalendar, and private files that are written completely or not at all.

Spreadsheets must not run a formula in a cell. Where a cell begins depends on the reader: one that splits at `;` or
tab makes a cell of `=cmd|…` out of `Budget;=cmd|…`, quoted or not. So an apostrophe is put before each character
that begins a formula (OWASP, "CSV Injection"), at the start of a cell and after everything that may begin one.
"""

import csv
import io
import re
import zlib
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Literal, NamedTuple

from kanbert_desktop.app.boards.html_text import to_text
from kanbert_desktop.app.boards.json_format import Json, card_json, datetime_json, list_parts, person_json
from kanbert_desktop.app.boards.service import BoardService
from kanbert_desktop.domain.board import BoardId, Card, Comment, Mark
from kanbert_desktop.domain.errors import InvalidInput, NotReady
from kanbert_desktop.domain.value_classes import dataclass
from kanbert_desktop.store.durable_files import replace_file

_FORBIDDEN = frozenset('<>:"/\\|?*')
_LONGEST = 80
_MOST_BYTES = 200
"""A name may have 255 bytes (ext4, APFS) or 255 UTF-16 units (NTFS). The rest is for the extension and temporary suffixes."""
_DEVICE = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])\s*(\.|$)", re.IGNORECASE)
"""Windows treats such names as devices, whatever the extension ("Naming Files, Paths, and Namespaces")."""
_DEFAULT_STEM = "kanbert"
# Spreadsheets also accept the full-width forms where such characters are typed.
_FORMULA_SIGNS = "=+\\-@＝＋－＠"
# Characters at which a reader may split, besides the comma: that one splits outside quotes, and we quote (RFC 4180).
_SEPARATORS = ";\t\n\v\f\r\x1c-\x1e\x85\u2028\u2029"
# Ignored before a formula: blanks, controls, invisible characters (Default_Ignorable_Code_Point, braille blank), and
# the quotes that a reader with another separator takes for the start of a quoted cell.
_IGNORED = (
    '\x00-\x08\x0e-\x1b\x1f "\x7f-\x84\x86-\xa0\xad\u034f\u061c\u115f\u1160\u1680\u17b4\u17b5\u180b-\u180f\u2000-\u200f'
    "\u202a-\u202f\u205f-\u206f\u2800\u3000\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb"
    # Visible format characters, which a reader may strip with the others.
    "\u0600-\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd\U00013430-\U0001343f"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
# The separators are not in the ignored set, so each one is examined once: linear time.
_BEGINS_A_FORMULA = re.compile(f"((?:\\A|[{_SEPARATORS}])[{_IGNORED}]*)(?=[{_FORMULA_SIGNS}])")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
# Most cells: nothing to escape or remove, and nothing at which a reader may split.
_HARMLESS = re.compile("(?:[0-9A-Za-z][ -:<-~]*+)?+")
_CARDS_AT_ONCE = 500
"""Cards whose comments are read in one question."""
_BUFFER_BYTES = 1 << 18
ExportFormat = Literal["csv", "json", "ics"]
BYTE_ORDER_MARK = "\ufeff"
CSV_COLUMNS = (
    "id", "board", "board_title", "title", "column", "due", "assignee", "assignee_email", "description",
    "parent", "public", "pending", "updated_at", "external_id",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class BoardExport:
    """`text` is a whole file: JSON, CSV (RFC 4180) with a byte order mark, or iCalendar (RFC 5545).

    `card_count` counts the cards in it: iCalendar has those with a due date only.
    """

    card_count: int
    text: str


class ExportedFile(NamedTuple):
    """`path` is absolute."""

    card_count: int
    path: Path


def export_board(service: BoardService, board: str, as_format: ExportFormat) -> BoardExport:
    """`board` is an id, a shortcode or `all`. Raises `Refused` (`unknown_board`, `ambiguous_board`)."""
    cards = _Counted(_listed(service, board, as_format))
    text = "".join(export_parts(service, cards, as_format))
    return BoardExport(cards.count, text)


def export_to_file(service: BoardService, board: str, as_format: ExportFormat, path: Path) -> ExportedFile:
    """The same, written while it is read: only a slice of it is in memory. Raises also what `write_file` raises."""
    cards = _Counted(_listed(service, board, as_format))
    written = write_parts(path, export_parts(service, cards, as_format))
    return ExportedFile(cards.count, written)


def _listed(service: BoardService, board: str, as_format: ExportFormat) -> Iterator[Card]:
    """A calendar holds the cards with a date alone."""
    cards = service.listing(board)
    if as_format != "ics":
        return cards
    from kanbert_desktop.app.boards.icalendar_export import is_in_calendar  # noqa: PLC0415  for this format only

    return filter(is_in_calendar, cards)


class _Counted:
    """Passes cards on once and counts them."""

    def __init__(self, cards: Iterator[Card]) -> None:
        self._cards = cards
        self.count = 0

    def __iter__(self) -> Iterator[Card]:
        for card in self._cards:
            self.count += 1
            yield card


def export_parts(service: BoardService, cards: Iterable[Card], as_format: ExportFormat) -> Iterator[str]:
    """The exported text, card by card."""
    if as_format == "ics":
        from kanbert_desktop.app.boards.icalendar_export import calendar_parts  # noqa: PLC0415  for this format only

        return calendar_parts(service, cards)
    return _csv_parts(service, cards) if as_format == "csv" else _json_parts(service, cards)


def _json_parts(service: BoardService, cards: Iterable[Card]) -> Iterator[str]:
    """The cards as the verb `cards` lists them, with their comments. `comments_known`: the server's are included."""
    yield from list_parts(_documents(service, iter(cards)))


def _documents(service: BoardService, cards: Iterator[Card]) -> Iterator[Json]:
    while some := list(islice(cards, _CARDS_AT_ONCE)):
        threads = service.comments_of(some)
        for card in some:
            comments, are_known = threads[card.key]
            yield {
                **card_json(service, card),
                "comments": [_comment_json(comment) for comment in comments],
                "comments_known": are_known,
            }


def _csv_parts(service: BoardService, cards: Iterable[Card]) -> Iterator[str]:
    """One line per card with the columns `CSV_COLUMNS`. Dates are ISO 8601, booleans `true` and `false`."""
    yield BYTE_ORDER_MARK + _csv_line(CSV_COLUMNS)
    titles: dict[BoardId, str] = {}
    for card in cards:
        if card.board not in titles:
            titles[card.board] = service.board(card.board).title
        fields = card_json(service, card)
        person = fields["assignee"] or {"name": "", "email": ""}
        flat = {
            **fields,
            "board_title": titles[card.board],
            "assignee": person["name"] or person.get("id", ""),
            "assignee_email": person["email"],
        }
        yield _csv_line([escape_formula(_cell(flat[column])) for column in CSV_COLUMNS])


def _csv_line(cells: Iterable[str]) -> str:
    written = io.StringIO()
    csv.writer(written, lineterminator="\r\n").writerow(cells)
    return written.getvalue()


def _cell(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else str(value)


def _comment_json(comment: Comment) -> Json:
    return {
        "id": comment.id,
        "text": to_text(comment.text),
        "text_html": comment.text,
        "author": person_json(comment.author),
        "parent": comment.parent,
        "public": comment.is_public,
        "pending": comment.mark is not Mark.NONE,
        "created_at": datetime_json(comment.created_at),
    }


def escape_formula(cell: str) -> str:
    """Puts an apostrophe before each character that would begin a formula. Removes control characters except tabs.

    Every line end inside the cell becomes a line feed.
    """
    if _HARMLESS.fullmatch(cell):
        return cell
    lines = cell.replace("\r\n", "\n").replace("\r", "\n")
    return _BEGINS_A_FORMULA.sub(r"\1'", _CONTROL.sub("", lines))


def write_file(path: Path, content: str | bytes) -> Path:
    """Writes text as UTF-8 with mode 0600 and replaces a file of that name. Returns the absolute path.

    The file is on the disk when this returns. Raises `InvalidInput` (`export_no_folder`, `export_no_file`) or
    `NotReady("export_unwritable")`; an existing file is unchanged then.
    """
    return write_parts(path, (content,))


def write_parts(path: Path, parts: Iterable[str | bytes]) -> Path:
    """As `write_file`; an error while the parts are made also leaves an existing file unchanged."""
    target, checksum = _target(path), _Checksum()
    try:
        replace_file(target, checksum.pass_on(map(_encoded, parts)))
        if not checksum.is_that_of(target):
            raise NotReady("export_unwritable", path=str(path), reason="?")
    except OSError as error:
        raise NotReady("export_unwritable", path=str(path), reason=error.strerror or "?") from None
    return target


def _encoded(part: str | bytes) -> bytes:
    """Half a surrogate pair has no UTF-8 form. It is escaped as JSON would do it."""
    return part.encode("utf-8", "backslashreplace") if isinstance(part, str) else part


class _Checksum:
    """Tells whether a file holds what was passed on, without keeping it."""

    def __init__(self) -> None:
        self._value = self._size = 0

    def pass_on(self, parts: Iterable[bytes]) -> Iterator[bytes]:
        for part in parts:
            self._add(part)
            yield part

    def is_that_of(self, path: Path) -> bool:
        found = _Checksum()
        with path.open("rb", buffering=0) as file:
            while part := file.read(_BUFFER_BYTES):
                found._add(part)
        return (found._value, found._size) == (self._value, self._size)

    def _add(self, part: bytes) -> None:
        self._value, self._size = zlib.crc32(part, self._value), self._size + len(part)


def safe_file_name(title: str, ending: str) -> str:
    """Turns a title into a file name that every system accepts. `ending` is the extension without its dot.

    The name has no control character or separator, is not hidden, and is neither an option nor a device.
    """
    plain = "".join(
        " " if character in _FORBIDDEN or not character.isprintable() else character for character in title
    )
    stem = " ".join(plain.split())[:_LONGEST].encode()[:_MOST_BYTES].decode(errors="ignore")
    stem = stem.lstrip(" .-~").rstrip(" .")
    if _DEVICE.match(stem):
        stem = f"{_DEFAULT_STEM} {stem}"
    return f"{stem or _DEFAULT_STEM}.{ending}"


def _target(path: Path) -> Path:
    """Follows links. A device, a pipe or a folder is never replaced by a file."""
    try:
        found = path.absolute().resolve()
        if not found.parent.is_dir():
            raise InvalidInput("export_no_folder", folder=str(found.parent))
        if found.exists() and not found.is_file():
            raise InvalidInput("export_no_file", path=str(path))
    except (OSError, RuntimeError, ValueError):
        raise InvalidInput("export_no_file", path=str(path)) from None
    return found
