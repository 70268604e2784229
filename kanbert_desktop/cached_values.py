"""Values that are slow to make from the program's own files, kept for the next start (`cached_files`)."""

import marshal
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from kanbert_desktop.cached_files import file_state, read_private, stamp, write_private

T = TypeVar("T")


def cached_value(name: str, sources: Sequence[str], make: Callable[[], T]) -> T:
    """Returns what `make` made before if `sources` are unchanged since then, else makes and keeps it.

    The value consists of numbers, texts, bytes and tuples, lists and dictionaries of them.
    """
    try:
        key = (*stamp(), *((path, *file_state(path)) for path in sources))
    except OSError:
        return make()
    stored: Any = load(name, key)
    if stored is None:
        stored = make()
        store(name, key, stored)
    found: T = stored
    return found


def load(name: str, key: tuple[object, ...]) -> object:
    """Returns the value that was stored under this name and key, or None."""
    content = read_private(f"{name}.cache")
    if content is None:
        return None
    try:
        stored_key, value = marshal.loads(content)  # noqa: S302  a private file
    except (ValueError, EOFError, TypeError):
        return None
    return value if stored_key == key else None


def store(name: str, key: tuple[object, ...], value: object) -> None:
    content: Any = (key, value)
    write_private(f"{name}.cache", marshal.dumps(content))
