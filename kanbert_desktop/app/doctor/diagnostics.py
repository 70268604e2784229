"""Diagnostics for support as one text: counts, ids, codes and times; no card text, no names, no secrets."""

import os
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kanbert_desktop import __version__
from kanbert_desktop.app.accounts.session import Session
from kanbert_desktop.app.doctor.check import Check
from kanbert_desktop.app.doctor.checks import run_all_checks
from kanbert_desktop.app.settings import (
    DENSITY,
    LANGUAGE,
    MOTION,
    NOTIFICATIONS,
    TEXT_SIZE,
    THEME,
    TRAY,
    Setting,
    Settings,
)
from kanbert_desktop.app.tasks import run_in_thread
from kanbert_desktop.domain.changes import Entry
from kanbert_desktop.domain.events import SyncStatus
from kanbert_desktop.net.redaction import redact
from kanbert_desktop.sync.meta_names import COUNTS_REBUILT
from kanbert_desktop.sync.status import SyncRun

if TYPE_CHECKING:
    from kanbert_desktop.app.accounts.current import CurrentAccount


def redact_for_support(text: str, profile: Path, home: Path | None = None) -> str:
    """Removes secrets, and replaces the home folder with `~` and a profile elsewhere with `PROFILE`."""
    above = home or Path.home()
    shortened = text
    for folder, name in ((above, "~"), (profile, "PROFILE")):
        # A home folder at the root names nobody.
        if len(folder.parts) > 1:
            shortened = shortened.replace(str(folder), name)
    return redact(shortened)


MAX_UNSENT = 20
_TIME = "%Y-%m-%d %H:%M:%S %Z"
_SHOWN_SETTINGS: tuple[Setting[Any], ...] = (THEME, LANGUAGE, TEXT_SIZE, DENSITY, MOTION, NOTIFICATIONS, TRAY)
_DESKTOP_VARIABLES = ("XDG_CURRENT_DESKTOP", "XDG_SESSION_TYPE", "QT_QPA_PLATFORM", "QT_SCALE_FACTOR", "LANG")


async def collect_diagnostics(current: "CurrentAccount", settings: Settings, screens: Iterable[str]) -> str:
    """Disk, keyring and server are checked in a thread, in bounded time."""
    session = current.session
    status, runs = list(session_lines(session)), list(sync_run_lines(session))
    check = partial(run_all_checks, current.environment, current.options)
    checks = await run_in_thread("diagnostics", check)
    sections = (
        ("Program", program_lines(settings)),
        ("Screens", screens),
        ("Standing", status),
        ("Last sync runs", runs or ["none since the program started"]),
        ("Checks", check_lines(checks)),
    )
    return diagnostics_text(current.environment.profile, current.now(), sections)


def diagnostics_text(profile: Path, when: datetime, sections: Iterable[tuple[str, Iterable[str]]]) -> str:
    """In English except for the texts of `doctor`, because support reads it."""
    lines = [
        f"Kanbert Desktop {__version__}: diagnostics, {when:{_TIME}}",
        "Contains no card text, names or secrets. It has not been sent to anyone.",
    ]
    for heading, inside in sections:
        lines += ["", heading, *(f"  {line}" for line in inside)]
    return redact_for_support("\n".join((*lines, "")), profile)


def program_lines(settings: Settings) -> Iterator[str]:
    yield f"bundled: {'yes' if getattr(sys, 'frozen', False) else 'no'}"
    for name in _DESKTOP_VARIABLES:
        if os.environ.get(name):
            yield f"{name}: {os.environ[name]}"
    yield ", ".join(f"{setting.name} {settings.get(setting)}" for setting in _SHOWN_SETTINGS)


def session_lines(session: Session | None) -> Iterator[str]:
    """Call it on the main thread."""
    if session is None:
        yield "not signed in"
        return
    local_cards, account = session.replica.local_cards, session.account
    place = "sample data" if account.sandbox else "a server"
    yield f"account {account.id[:8]}, {place}, {_sign_in_line(session)}"
    yield _status_line(session.status())
    boards, cards, drafts = (
        len(session.service.boards()),
        sum(local_cards.counts().values()),
        len(session.service.local.drafts()),
    )
    yield f"{boards} boards, {cards} cards, {drafts} drafts"
    rebuilt = session.replica.meta.get(COUNTS_REBUILT)
    if rebuilt is not None:
        when = datetime.fromisoformat(rebuilt)
        yield f"the counts of cards were wrong and were rebuilt on {when:{_TIME}}"
    yield from _unsent_lines(local_cards.pending.entries())


def sync_run_lines(session: Session | None) -> Iterator[str]:
    engine = session.engine if session is not None else None
    for run in engine.runs if engine is not None else ():
        yield _run(run)


def check_lines(checks: Sequence[Check]) -> Iterator[str]:
    for check in checks:
        yield f"{'ok     ' if check.ok else 'WARNING'} {check.name}: {check.detail}"


def _sign_in_line(session: Session) -> str:
    account = session.account
    kind = "token" if account.direct else "application with a secret" if account.has_secret else "application"
    return f"{kind}, {'may write' if session.can_write else 'reads only'}"


def _status_line(status: SyncStatus) -> str:
    times = (("last sync", status.last_sync), ("offline since", status.offline_since))
    return ", ".join(
        (
            f"{status.state}, {status.pending} pending, {status.attention} to decide",
            f"problem {status.problem or 'none'}",
            *(f"{name} {when:{_TIME}}" for name, when in times if when is not None),
        )
    )


def _unsent_lines(entries: Sequence[Entry]) -> Iterator[str]:
    """Counts by kind, then the ids of the first ones."""
    kinds = Counter(f"{type(entry.change).__name__} {entry.state}" for entry in entries)
    if kinds:
        yield "unsent: " + ", ".join(f"{count} {kind}" for kind, count in sorted(kinds.items()))
    for entry in entries[:MAX_UNSENT]:
        why = f" {entry.reason}" if entry.reason else ""
        yield (
            f"{entry.id} {type(entry.change).__name__} {entry.state}{why}, card {entry.card}, "
            f"made {entry.made_at:{_TIME}}, {entry.attempts} attempts, HTTP {entry.status or 'none'}"
        )


def _run(run: SyncRun) -> str:
    end = f", ended by {run.problem}" if run.problem else ""
    took = run.duration.total_seconds()
    return f"{run.started_at:{_TIME}} {run.kind}, {took:.1f} s, {run.pulled} pulled, {run.pushed} pushed{end}"
