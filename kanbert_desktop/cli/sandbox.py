"""`sandbox`: only the server with sample data, in the foreground."""

import argparse
import json
import sqlite3
from pathlib import Path

from kanbert_desktop.app.environment import Environment, Options
from kanbert_desktop.cli.output import say_here
from kanbert_desktop.domain.errors import InvalidInput, NotReady, StoreBroken


def sandbox(words: argparse.Namespace, options: Options) -> None:
    """Prints its one line when it accepts connections; returns when interrupted."""
    try:
        from kanbert_desktop.sandbox.serve import PortBusy, serve  # noqa: PLC0415  an extra that may be missing
    except ImportError:
        raise NotReady("sandbox_missing") from None
    folder = Path(words.state) if words.state else Environment.for_options(options).sandbox
    try:
        serve(
            folder,
            words.port,
            words.tasks,
            _announce,
            watch_parent=words.watch_parent,
            control=words.control,
            like=words.like,
        )
    except PortBusy:
        raise InvalidInput("port_busy", port=words.port) from None
    except (OSError, sqlite3.Error):
        raise StoreBroken("verb_unwritable", path=str(folder)) from None


def _announce(line: dict[str, str]) -> None:
    say_here("out", json.dumps(line) + "\n")
