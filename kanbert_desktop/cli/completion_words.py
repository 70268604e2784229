"""What shells complete beside the parser's own words, read directly from the file: no Qt, no network, no lock.

That is the shortcodes of boards and the names of saved views and templates. The shells read one word a line. What could not be typed
as one argument is left out.
"""

import json
import sqlite3
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing, suppress

from kanbert_desktop.app.accounts.registry import AccountRegistry, chosen_account
from kanbert_desktop.app.environment import Environment, Options, default_profile
from kanbert_desktop.cli.arguments import parse_known_options
from kanbert_desktop.cli.options import UsageError, options_from
from kanbert_desktop.cli.output import write_to_streams
from kanbert_desktop.domain.errors import KanbertError, StoreError
from kanbert_desktop.domain.untrusted_text import has_controls
from kanbert_desktop.store.base import Kind, rows
from kanbert_desktop.store.connection import connect_immutable, connect_read_only
from kanbert_desktop.store.files import has_log
from kanbert_desktop.store.local import value

Words = Iterable[object]
_SAVED_VIEWS, _TEMPLATES = "views", "templates"
"""As in `app.boards.local_data`, which is not imported: a shell waits for this module."""


def print_words(verb: str, arguments: Sequence[str]) -> int:
    """`verb` is one of `WORDS`. `arguments` are those typed so far; errors in them are ignored."""
    with suppress(UsageError, KanbertError, OSError):
        chosen = options_from(parse_known_options(arguments))
        environment = Environment((chosen.profile or default_profile()).absolute())
        write_to_streams("out", "".join(f"{word}\n" for word in _read(WORDS[verb], environment, chosen)))
    return 0


def _read(
    words: Callable[[sqlite3.Connection], Words], environment: Environment, options: Options
) -> list[str]:
    """Empty if nobody is signed in or the file cannot be read. Only what can be typed as one argument (`_is_word`)."""
    try:
        account = chosen_account(options, environment, AccountRegistry(environment.accounts))
    except StoreError:
        return []
    if account is None:
        return []
    path = environment.store_path(account.id)
    try:
        with closing(connect_read_only(path) if has_log(path) else connect_immutable(path)) as db:
            return [word for word in words(db) if isinstance(word, str) and _is_word(word)]
    except (sqlite3.Error, OSError, ValueError):
        return []


def _shortcodes(db: sqlite3.Connection) -> Words:
    """Of the running boards, sorted."""
    boards = [json.loads(row.raw) for row in rows(db, Kind.BOARD)]
    codes = (board.get("shortcode") for board in boards if board.get("status") != "closed")
    return sorted({code for code in codes if isinstance(code, str)})


def _view_names(db: sqlite3.Connection) -> Words:
    """In the user's own order."""
    views = json.loads(value(db, _SAVED_VIEWS) or "[]")
    return [one.get("name") for one in views if isinstance(one, dict)] if isinstance(views, list) else ()


def _template_titles(db: sqlite3.Connection) -> Words:
    """Sorted."""
    rows = json.loads(value(db, _TEMPLATES) or "[]")
    titles = [one.get("title") for one in rows if isinstance(one, dict)] if isinstance(rows, list) else []
    return sorted(title for title in titles if isinstance(title, str))


def _is_word(text: str) -> bool:
    """True for one line without control characters that is not read as an option."""
    return bool(text.strip()) and not text.startswith("-") and not has_controls(text)


WORDS = {"__boards": _shortcodes, "__views": _view_names, "__templates": _template_titles}
"""By the verb that the shells call."""
