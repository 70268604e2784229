"""Output to terminal, JSON document or hand-over; progress line.

Titles, names and messages were written by others: no control character of theirs reaches a terminal (command-line.md,
"Human-readable output").
"""

import json
import os
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from typing import TextIO

from kanbert_desktop.domain.errors import NotReady
from kanbert_desktop.domain.untrusted_text import escape_controls, escape_unwritable

INTERVAL_SECONDS = 5.0
_UNKNOWN = 80


class ProgressLine:
    """Whatever else is said must be preceded by `clear`."""

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._said_at = now()
        self._shown = 0

    def show(self, stream: TextIO, text: str) -> None:
        """May raise `OSError` as any writing."""
        line = text.strip()
        width = _width(stream)
        if width is not None:
            line = line[: width - 1]
            stream.write(f"\r{line.ljust(self._shown)}")
            self._shown = len(line)
        elif self._now() - self._said_at >= INTERVAL_SECONDS:
            self._said_at = self._now()
            stream.write(f"{line}\n")
        stream.flush()

    def clear(self, stream: TextIO) -> None:
        if self._shown:
            blank, self._shown = " " * self._shown, 0
            stream.write(f"\r{blank}\r")
            stream.flush()


def _width(stream: TextIO) -> int | None:
    """Columns of a terminal that can go back to the line's start; None for anything else."""
    try:
        if not stream.isatty() or os.environ.get("TERM") == "dumb":
            return None
        return os.get_terminal_size(stream.fileno()).columns or _UNKNOWN
    except (OSError, ValueError):
        return None


WriteOutput = Callable[[str, str], None]
"""`say("out" | "err" | "progress", text)`"""
_BYTE_ORDER_MARK = "\ufeff"
_PROGRESS = ProgressLine()


class Output:
    """`document` is the one answer, as JSON or in words; `note` is for a person, beside it."""

    def __init__(self, say: WriteOutput, *, as_json: bool) -> None:
        self._say = say
        self.as_json = as_json

    def print_document(self, value: object, words: Iterable[str]) -> None:
        """Each of `words` is a line."""
        if self.as_json:
            self.print_text(f"{json.dumps(value, ensure_ascii=False, indent=2)}\n")
        elif text := "\n".join(map(escape_controls, words)):
            self._say("out", f"{text}\n")

    def print_text(self, whole: str) -> None:
        """A document of several lines. Other controls are escaped as in JSON: in JSON it says the same as before."""
        self._say("out", escape_controls(whole, keep_line_breaks=True))

    def print_note(self, line: str) -> None:
        self._say("err", f"{escape_controls(line)}\n")

    def print_progress(self, line: str) -> None:
        """How far it has come; the asker's own terminal decides how it looks."""
        self._say("progress", escape_controls(line))


class BufferedOutput:
    """The document is kept back until it is whole and nobody waits for us; what is for a person is said at once."""

    def __init__(self) -> None:
        self._document: list[str] = []

    def write(self, kind: str, text: str) -> None:
        if kind == "out":
            self._document.append(text)
        else:
            write_to_streams(kind, text)

    def flush(self, code: int) -> None:
        """Raises `NotReady` where it cannot be written; a verb that failed has said so in a line of its own."""
        try:
            write_to_streams("out", "".join(self._document))
        except NotReady:
            if code == 0:
                raise


def write_to_streams(kind: str, text: str) -> None:
    """On this process's own streams; a reader that has gone is no error of ours."""
    stream: TextIO | None = sys.stdout if kind == "out" else sys.stderr
    if stream is None:
        # Started with the stream closed.
        return
    try:
        if kind == "progress":
            _PROGRESS.show(stream, escape_unwritable(text, stream.encoding or "ascii"))
            return
        _clear_progress()
        if text.startswith(_BYTE_ORDER_MARK) and hasattr(stream, "buffer"):
            # It says of itself that it is UTF-8, with line ends of its own, whatever the terminal prefers.
            stream.buffer.write(text.encode("utf-8", "backslashreplace"))
        else:
            stream.write(escape_unwritable(text, stream.encoding or "ascii"))
        stream.flush()
    except BrokenPipeError:
        _let_go(stream)
    except OSError as error:
        _let_go(stream)
        if kind == "out":
            raise NotReady("answer_unwritable", reason=error.strerror or "?") from None


def _clear_progress() -> None:
    with suppress(OSError):
        if sys.stderr is not None:
            _PROGRESS.clear(sys.stderr)


def _let_go(stream: TextIO) -> None:
    """What is left in its buffer would fail again when Python ends, and change the exit code."""
    with open(os.devnull, "wb") as nowhere, suppress(OSError):  # noqa: PTH123  a device, no path of ours
        os.dup2(nowhere.fileno(), stream.fileno())


def table_lines(rows: Sequence[Sequence[str]]) -> list[str]:
    """Aligned columns, two spaces apart; the last one as long as it is. Escaped first: that makes cells longer."""
    rows = [[escape_controls(cell) for cell in row] for row in rows]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)] if rows else []
    return [
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows
    ]
