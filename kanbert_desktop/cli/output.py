"""Where a verb's words go: its own terminal, or back to whoever handed the verb over."""

import json
import sys
from collections.abc import Callable, Iterable, Sequence

Say = Callable[[str, str], None]


class Output:
    """`document` is the one answer, as JSON or in words; `note` is for a person, beside it."""

    def __init__(self, say: Say, *, as_json: bool) -> None:
        self._say = say
        self.as_json = as_json

    def document(self, value: object, words: Iterable[str]) -> None:
        text = json.dumps(value, ensure_ascii=False, indent=2) if self.as_json else "\n".join(words)
        if text:
            self._say("out", f"{text}\n")

    def note(self, line: str) -> None:
        self._say("err", f"{line}\n")


def say_here(kind: str, text: str) -> None:
    """On this process's own streams; a reader that has gone is no error of ours."""
    stream = sys.stdout if kind == "out" else sys.stderr
    try:
        stream.write(text)
        stream.flush()
    except BrokenPipeError:
        pass
    except UnicodeEncodeError:
        stream.write(text.encode(stream.encoding or "ascii", "replace").decode(stream.encoding or "ascii"))
        stream.flush()


def table(rows: Sequence[Sequence[str]]) -> list[str]:
    """Aligned columns, two spaces apart; the last one as long as it is."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)] if rows else []
    return [
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows
    ]
