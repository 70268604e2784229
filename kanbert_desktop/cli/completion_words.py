"""Shortcodes for shell completion, read directly from the file: no Qt, no network, no lock.

The shells read one code per line. Codes that could not be typed as one argument are left out.
"""

import json
import sqlite3
from collections.abc import Sequence
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


def read_shortcodes(environment: Environment, options: Options) -> list[str]:
    """Shortcodes of running boards, sorted. Empty if nobody is signed in or the file cannot be read.

    Only codes that can be typed as one argument (`_is_word`).
    """
    try:
        account = chosen_account(options, environment, AccountRegistry(environment.accounts))
    except StoreError:
        return []
    if account is None:
        return []
    path = environment.store_path(account.id)
    try:
        with closing(connect_read_only(path) if has_log(path) else connect_immutable(path)) as db:
            boards = [json.loads(row.raw) for row in rows(db, Kind.BOARD)]
    except (sqlite3.Error, OSError, ValueError):
        return []
    running = (board for board in boards if board.get("status") != "closed")
    return sorted(
        {code for board in running if isinstance(code := board.get("shortcode"), str) and _is_word(code)}
    )


def _is_word(code: str) -> bool:
    """True for one line without control characters that is not read as an option."""
    return bool(code.strip()) and not code.startswith("-") and not has_controls(code)


def print_shortcodes(arguments: Sequence[str]) -> int:
    """`arguments` are those typed so far. Errors in them are ignored."""
    with suppress(UsageError, KanbertError, OSError):
        chosen = options_from(parse_known_options(arguments))
        environment = Environment((chosen.profile or default_profile()).absolute())
        write_to_streams("out", "".join(f"{code}\n" for code in read_shortcodes(environment, chosen)))
    return 0
