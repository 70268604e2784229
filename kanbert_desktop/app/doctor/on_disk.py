"""What lies on the disk: the databases, the folders with their modes, the room that is left."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

from kanbert_desktop.app.accounts.registry import Registry
from kanbert_desktop.app.doctor.check import Check
from kanbert_desktop.app.environment import Environment
from kanbert_desktop.app.faults.reports import Reports
from kanbert_desktop.app.language import tr
from kanbert_desktop.app.one_instance.instance import holder
from kanbert_desktop.app.own_json import kept_aside
from kanbert_desktop.app.settings import Settings
from kanbert_desktop.app.words.wording import words_for
from kanbert_desktop.domain.errors import StoreBroken
from kanbert_desktop.store.integrity import Health, look_at

ENOUGH_BYTES = 200_000_000
_OTHERS = 0o077


def profile(environment: Environment) -> list[Check]:
    """Where it is, who has it open, and whether its own lists can be read."""
    pid = holder(environment.profile)
    place = str(environment.profile)
    told = tr("{place}, not open", place=place)
    if pid is not None:
        told = tr("{place}, open in process {pid}", place=place, pid=pid)
    wrong = list(_damaged_lists(environment))
    return [Check("profile", ok=not wrong, detail=" · ".join((told, *wrong)))]


def _damaged_lists(environment: Environment) -> Iterator[str]:
    if Registry(environment.accounts).lost():
        yield words_for("accounts_damaged")[0]
    if Settings(environment.settings).is_damaged:
        yield words_for("settings_damaged")[0]
    kept = [*kept_aside(environment.accounts / "index.json"), *kept_aside(environment.settings)]
    if kept:
        yield tr("%n damaged file(s) kept: {names}", len(kept), names=", ".join(path.name for path in kept))


def databases(environment: Environment) -> list[Check]:
    """Every account's file, also of those that the list of accounts has lost."""
    found = [_database(environment, path) for path in sorted(environment.accounts.glob("*/store.db"))]
    if not found:
        return [Check("database", ok=True, detail=tr("No boards are stored here yet."))]
    return [Check("database", all(ok for ok, _ in found), " · ".join(words for _, words in found))]


def _database(environment: Environment, path: Path) -> tuple[bool, str]:
    health = look_at(path, in_use=holder(environment.profile) is not None)
    if health.problem is not None and holder(environment.profile) is not None:
        # It was opened while it was being looked at as one that nobody uses.
        health = look_at(path, in_use=True)
    try:
        account = Registry(environment.accounts).get(path.parent.name)
    except StoreBroken:
        account = None
    name = f"{account.server if account else '?'} ({path.parent.name[:8]})"
    return health.problem is None and not health.unreadable, f"{name}: {_health_words(health)}"


def _health_words(health: Health) -> str:
    if health.problem is not None:
        return " ".join(words_for(health.problem, path="store.db"))
    words = tr("sound, {size}", size=_size(health.bytes))
    if health.unreadable:
        words += ", " + tr("%n change(s) of a newer version cannot be read here", health.unreadable)
    return words


def folders(environment: Environment) -> list[Check]:
    """Theirs alone, and writable; asked of the system, nothing is tried."""
    places = [environment.profile, environment.accounts, environment.logs, environment.reports]
    places += sorted(path.parent for path in environment.accounts.glob("*/store.db"))
    wrong = [words for place in places for words in _wrong_with(place, is_root=place == environment.profile)]
    if wrong:
        return [Check("folders", ok=False, detail=" · ".join(wrong))]
    return [Check("folders", ok=True, detail=tr("writable, and readable by you alone"))]


def _wrong_with(place: Path, *, is_root: bool) -> Iterator[str]:
    if not place.exists():
        if is_root and not os.access(_standing(place), os.W_OK):
            yield tr("“{place}” is missing and cannot be made", place=place)
        return
    if not place.is_dir():
        yield tr("“{place}” is no folder", place=place)
        return
    if not os.access(place, os.W_OK | os.X_OK):
        yield tr("“{place}” cannot be written", place=place)
    mode = place.stat().st_mode
    if os.name == "posix" and mode & _OTHERS:
        yield tr("“{place}” is open to others (mode {mode})", place=place, mode=f"{mode & 0o777:o}")


def logs(environment: Environment) -> list[Check]:
    """Where a helper would look. A report is no trouble of today: it tells of one that was."""
    kept = len(Reports(environment.reports).paths())
    words = tr("log in {folder}", folder=environment.logs)
    if kept:
        words += ", " + tr("%n report(s) of faults in {folder}", kept, folder=environment.reports)
    return [Check("logs", ok=True, detail=words)]


def space(environment: Environment) -> list[Check]:
    free = shutil.disk_usage(_standing(environment.profile)).free
    return [Check("space", free >= ENOUGH_BYTES, tr("{size} free", size=_size(free)))]


def _standing(place: Path) -> Path:
    """The nearest folder that is there."""
    return next(above for above in (place, *place.parents) if above.exists())


def _size(count: int) -> str:
    units = (("GB", 1_000_000_000), ("MB", 1_000_000), ("kB", 1000))
    unit, factor = next((one for one in units if count >= one[1]), ("B", 1))
    return f"{count / factor:.1f} {unit}" if factor > 1 else f"{count} B"
