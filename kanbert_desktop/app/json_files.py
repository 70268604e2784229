"""Reads and quarantines small JSON files of this program that an editor, a crash or the disk may have damaged."""

import json
from collections.abc import Collection
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

MAX_BYTES = 4 << 20
MAX_DEPTH = 32
"""The deepest nesting of a value. None of ours has more than three levels."""


class UnreadableFile(Exception):
    """The file exists but holds no object that this program wrote."""


def read_json_object(path: Path) -> dict[str, Any]:
    """Returns an empty object if there is no file. Reads UTF-8, and UTF-16 or UTF-32 as some editors save it.

    Raises `UnreadableFile`, and `OSError` if the disk fails to return a file that may be sound.
    """
    try:
        with path.open("rb") as file:
            content = file.read(MAX_BYTES + 1)
    except FileNotFoundError:
        return {}
    except IsADirectoryError as error:
        raise UnreadableFile(error.strerror) from None
    if len(content) > MAX_BYTES:
        raise UnreadableFile("too long")
    try:
        found = json.loads(content)
    except (ValueError, RecursionError):
        # Without a cause: its message quotes the file.
        raise UnreadableFile("no JSON") from None
    if not isinstance(found, dict):
        raise UnreadableFile("no object")
    return found


def is_plain_json(value: object) -> bool:
    """True if the value can be written and shown: no surrogates or NUL in texts, and no deep nesting."""
    waiting: list[tuple[object, int]] = [(value, 0)]
    while waiting:
        one, depth = waiting.pop()
        if depth > MAX_DEPTH:
            return False
        if isinstance(one, str) and not _is_plain_text(one):
            return False
        inside: Collection[object] = ()
        if isinstance(one, dict):
            inside = [*one.keys(), *one.values()]
        elif isinstance(one, list):
            inside = one
        waiting += [(each, depth + 1) for each in inside]
    return True


def _is_plain_text(text: str) -> bool:
    return "\0" not in text and not any("\ud800" <= character <= "\udfff" for character in text)


def quarantine(path: Path) -> Path:
    """Gives a damaged file a second name, so that replacing it loses nothing. Raises `OSError`."""
    stamp = datetime.now(UTC).strftime("%Y%m%d-%H%M%S-%f")
    target = path.with_name(f"{path.stem}-damaged-{stamp}{path.suffix}")
    if path.is_dir():
        return path.rename(target)
    # A second name, not a rename: after a crash before the new file is written, the old one must still exist.
    try:
        target.hardlink_to(path)
    except OSError:
        import shutil  # noqa: PLC0415  seldom needed

        shutil.copyfile(path, target)
    target.chmod(0o600)
    return target


def quarantined_files(path: Path) -> list[Path]:
    """The files quarantined before, the oldest first."""
    try:
        return sorted(path.parent.glob(f"{path.stem}-damaged-*{path.suffix}"))
    except OSError:
        return []
