"""Output of a verb: to its own terminal, or back to the process that handed the verb over.

Titles, names and messages come from others: none of their control characters reaches a terminal (COMMAND_LINE.md,
"Human-readable output").
"""

import json
import os
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from itertools import islice
from typing import TextIO

from kanbert_desktop.domain.errors import NotReady
from kanbert_desktop.domain.untrusted_text import escape_controls, escape_unwritable
from kanbert_desktop.domain.value_classes import dataclass

INTERVAL_SECONDS = 5.0
_UNKNOWN = 80
WriteOutput = Callable[[str, str], None]
"""`write("out" | "err" | "progress", text)`"""
_FILES_IN_UTF_8 = ("\ufeff", "BEGIN:VCALENDAR\r\n")
"""How a file begins that is UTF-8 with fixed line ends: CSV with a byte order mark, and iCalendar (RFC 5545, 3.1.4)."""
_BLOCK_CHARACTERS = 1 << 16


class Output:
    """`print_document` prints the result as JSON or lines; `print_note` prints messages for the user."""

    def __init__(self, write: WriteOutput, *, as_json: bool, streams: bool = True) -> None:
        """`streams`: a long document may be written piece by piece."""
        self._write = write
        self._streams = streams
        self.as_json = as_json
        self.has_begun = False
        """True if a part of a document was written: no other document may follow."""

    def print_document(self, value: object, lines: Iterable[str] | Callable[[], Iterable[str]]) -> None:
        """Without `--json`, prints `lines`, or what they return: only then are texts translated."""
        if self.as_json:
            self.print_text(f"{json.dumps(value, ensure_ascii=False, indent=2)}\n")
        else:
            self.print_lines(lines() if callable(lines) else lines)

    def print_lines(self, lines: Iterable[str]) -> None:
        if text := "\n".join(map(escape_controls, lines)):
            self._write("out", f"{text}\n")

    def print_text(self, whole: str) -> None:
        """Prints a document of several lines. Control characters are escaped as in JSON, which does not change JSON."""
        self._write("out", escape_controls(whole, keep_line_breaks=True))

    def print_parts(self, parts: Iterable[str]) -> None:
        """Prints a document of several lines piece by piece, the first one at once. No part ends within a line end.

        Stops when nobody reads any more.
        """
        if not self._streams:
            self.print_text("".join(parts))
            return
        for block in _blocks(parts):
            if _STANDARD_OUTPUT.is_abandoned:
                return
            self.has_begun = True
            self.print_text(block)

    def print_note(self, line: str) -> None:
        self._write("err", f"{escape_controls(line)}\n")

    def print_progress(self, line: str) -> None:
        """Prints progress. The terminal of the sender decides how it looks."""
        self._write("progress", escape_controls(line))


def _blocks(parts: Iterable[str]) -> Iterator[str]:
    """Joins parts to blocks, after the first one: each block is flushed."""
    rest = iter(parts)
    yield from islice(rest, 1)
    block: list[str] = []
    size = 0
    for part in rest:
        block.append(part)
        size += len(part)
        if size >= _BLOCK_CHARACTERS:
            yield "".join(block)
            block, size = [], 0
    if block:
        yield "".join(block)


class BufferedOutput:
    """Buffers the JSON document until it is complete; prints messages at once."""

    def __init__(self) -> None:
        self._document: list[str] = []

    def write(self, kind: str, text: str) -> None:
        if kind == "out":
            self._document.append(text)
        else:
            write_to_streams(kind, text)

    def flush(self, code: int) -> None:
        """Raises `NotReady` if it cannot be written. After a failed verb the error is on standard error already."""
        try:
            write_to_streams("out", "".join(self._document))
        except NotReady:
            if code == 0:
                raise


@dataclass(slots=True)
class _StandardOutput:
    """`is_abandoned`: the reader has closed the pipe. `is_bytes`: the document began like a file in UTF-8.

    Such a file has fixed line ends too, whatever the terminal's encoding is.
    """

    is_abandoned: bool = False
    is_bytes: bool = False


_STANDARD_OUTPUT = _StandardOutput()


def can_stream() -> bool:
    """False if the terminal's encoding lacks characters: whether a text is escaped is decided for all of it."""
    if sys.stdout is None:
        return True
    return (sys.stdout.encoding or "ascii").lower().replace("_", "-") in ("utf-8", "utf8")


def write_to_streams(kind: str, text: str) -> None:
    """Writes to this process's own streams. A reader that has gone is no error."""
    stream: TextIO | None = sys.stdout if kind == "out" else sys.stderr
    if stream is None:
        # The program was started with the stream closed.
        return
    try:
        if kind == "progress":
            _PROGRESS.show(stream, escape_unwritable(text, stream.encoding or "ascii"))
            return
        _clear_progress()
        if kind == "out" and text.startswith(_FILES_IN_UTF_8):
            _STANDARD_OUTPUT.is_bytes = True
        if kind == "out" and _STANDARD_OUTPUT.is_bytes and hasattr(stream, "buffer"):
            stream.buffer.write(text.encode("utf-8", "backslashreplace"))
        else:
            stream.write(escape_unwritable(text, stream.encoding or "ascii"))
        stream.flush()
    except BrokenPipeError:
        _STANDARD_OUTPUT.is_abandoned |= kind == "out"
        _discard_stream(stream)
    except OSError as error:
        _discard_stream(stream)
        if kind == "out":
            raise NotReady("answer_unwritable", reason=error.strerror or "?") from None


def table_lines(rows: Sequence[Sequence[str]]) -> list[str]:
    """Aligns columns, two spaces apart. Escapes first, because that makes cells longer."""
    rows = [[escape_controls(cell) for cell in row] for row in rows]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)] if rows else []
    return [
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows
    ]


class ProgressLine:
    """Call `clear` before any other output."""

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._printed_at = now()
        self._shown = 0

    def show(self, stream: TextIO, text: str) -> None:
        """May raise `OSError`."""
        line = text.strip()
        width = _width(stream)
        if width is not None:
            line = line[: width - 1]
            stream.write(f"\r{line.ljust(self._shown)}")
            self._shown = len(line)
        elif self._now() - self._printed_at >= INTERVAL_SECONDS:
            self._printed_at = self._now()
            stream.write(f"{line}\n")
        stream.flush()

    def clear(self, stream: TextIO) -> None:
        if self._shown:
            blank, self._shown = " " * self._shown, 0
            stream.write(f"\r{blank}\r")
            stream.flush()


def _width(stream: TextIO) -> int | None:
    """The width of a terminal that can overwrite a line; None for anything else."""
    try:
        if not stream.isatty() or os.environ.get("TERM") == "dumb":
            return None
        return os.get_terminal_size(stream.fileno()).columns or _UNKNOWN
    except (OSError, ValueError):
        return None


_PROGRESS = ProgressLine()


def _clear_progress() -> None:
    with suppress(OSError):
        if sys.stderr is not None:
            _PROGRESS.clear(sys.stderr)


def _discard_stream(stream: TextIO) -> None:
    """Text left in the buffer would fail again at exit and change the exit code."""
    with open(os.devnull, "wb") as nowhere, suppress(OSError):  # noqa: PTH123  a device
        os.dup2(nowhere.fileno(), stream.fileno())
