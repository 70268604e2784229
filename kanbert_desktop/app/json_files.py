"""Small JSON files of our own, read whatever has happened to them: an editor, a crash, another program, a bad disk."""

import json
import shutil
from collections.abc import Collection
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

MAX_BYTES = 4 << 20
MAX_DEPTH = 32
"""Levels of lists and objects in one value; none of ours has more than three."""


class DamagedFile(Exception):
    """There is something, but no object that this program wrote."""


def read_json_object(path: Path) -> dict[str, Any]:
    """Empty where there is no file. UTF-8, or UTF-16 and UTF-32 as some editors save it, with or without a mark.

    Raises `Damaged`, and `OSError` where the disk does not give a file that may be sound.
    """
    try:
        with path.open("rb") as file:
            content = file.read(MAX_BYTES + 1)
    except FileNotFoundError:
        return {}
    except IsADirectoryError as error:
        raise DamagedFile(error.strerror) from None
    if len(content) > MAX_BYTES:
        raise DamagedFile("too long")
    try:
        found = json.loads(content)
    except (ValueError, RecursionError):
        # No cause: its text quotes the file.
        raise DamagedFile("no JSON") from None
    if not isinstance(found, dict):
        raise DamagedFile("no object")
    return found


def is_plain_json(value: object) -> bool:
    """Can it be written and shown: no half surrogate pair or NUL in any text, and not nested beyond all use?"""
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
    """A damaged file has another name beside the old one, so that whoever replaces it loses nothing. Raises `OSError`."""
    stamp = datetime.now(UTC).strftime("%Y%m%d-%H%M%S-%f")
    target = path.with_name(f"{path.stem}-damaged-{stamp}{path.suffix}")
    if path.is_dir():
        return path.rename(target)
    # A second name, not a new one: a crash before the new file is there must not leave none.
    try:
        target.hardlink_to(path)
    except OSError:
        shutil.copyfile(path, target)
    target.chmod(0o600)
    return target


def quarantined_files(path: Path) -> list[Path]:
    """What was damaged before, the oldest first."""
    try:
        return sorted(path.parent.glob(f"{path.stem}-damaged-*{path.suffix}"))
    except OSError:
        return []
