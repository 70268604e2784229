"""All checks of a profile: installation, disk, keyring, server, clock."""

import asyncio
import os
import platform
import shutil
import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import partial
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path

from PySide6.QtCore import qVersion

from kanbert_desktop import __version__
from kanbert_desktop.app.accounts.registry import AccountRegistry, KnownAccount, chosen_account
from kanbert_desktop.app.accounts.sign_in_settings import SignInSettings, preset_files, read_preset
from kanbert_desktop.app.crash_reports.reports import CrashReports
from kanbert_desktop.app.doctor.check import Check, CheckTask, run_checks
from kanbert_desktop.app.environment import Environment, Options
from kanbert_desktop.app.json_files import quarantined_files
from kanbert_desktop.app.messages.status_texts import texts_for_key
from kanbert_desktop.app.settings import Settings
from kanbert_desktop.app.system.instance_lock import holder_pid
from kanbert_desktop.app.translation import tr
from kanbert_desktop.domain.errors import KeyringUnavailable, StoreError
from kanbert_desktop.identity.browser import has_browser, open_commands
from kanbert_desktop.identity.keyring_backends import system_keyring
from kanbert_desktop.net.public_get import ProbeResult, probe
from kanbert_desktop.store.integrity import HealthReport, check_health

_LIBRARIES = ("PySide6-Essentials", "keyring", "httpx", "qasync", "msgspec", "truststore")


def check_versions() -> list[Check]:
    programs = [("Kanbert Desktop", __version__), ("Python", platform.python_version()), ("Qt", qVersion())]
    libraries = [(name, _version(name)) for name in _LIBRARIES]
    all_versions = [
        *programs,
        ("SQLite", sqlite3.sqlite_version),
        *libraries,
        ("", platform.platform(terse=True)),
    ]
    detail = ", ".join(f"{name} {number}".strip() for name, number in all_versions if number)
    return [Check("versions", ok=True, detail=detail)]


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""


def check_sandbox() -> list[Check]:
    """An optional extra."""
    is_installed = bool(find_spec("kanbert_desktop.sandbox") and find_spec("starlette"))
    detail = tr("Sample data is available.") if is_installed else tr("The sample data is not installed.")
    return [Check("sandbox", ok=True, detail=detail)]


def check_browser() -> list[Check]:
    """The browser that a sign-in would open."""
    programs = [command[0] for command in open_commands("", os.environ)]
    found = next((program for program in programs if os.name == "nt" or shutil.which(program)), None)
    if found is None or not has_browser(os.environ):
        detail = tr(
            "No browser can be opened here. Signing in prints a link that you can open on any computer."
        )
        return [Check("browser", ok=False, detail=detail)]
    return [Check("browser", ok=True, detail=tr("opened with {program}", program=found))]


def check_preset() -> list[Check]:
    """The administrator's file for all users of this computer."""
    found = read_preset(preset_files())
    if found.damaged_file is not None:
        detail = tr("“{path}” cannot be read and is ignored.", path=found.damaged_file)
        return [Check("preset", ok=False, detail=detail)]
    values = [part for part in (found.server, found.client_id, found.redirect and found.redirect.url) if part]
    return [Check("preset", ok=True, detail=", ".join(values) or tr("No administrator settings."))]


MIN_FREE_BYTES = 200_000_000
_OTHERS_MODE = 0o077


def check_profile(environment: Environment) -> list[Check]:
    """Its path, the process that has it open, and whether its files can be read."""
    pid = holder_pid(environment.profile)
    path = str(environment.profile)
    detail = tr("{place}, not open", place=path)
    if pid is not None:
        detail = tr("{place}, open in process {pid}", place=path, pid=pid)
    problems = list(_damaged_lists(environment))
    return [Check("profile", ok=not problems, detail=" · ".join((detail, *problems)))]


def _damaged_lists(environment: Environment) -> Iterator[str]:
    if AccountRegistry(environment.accounts).lost_row_count():
        yield texts_for_key("accounts_damaged")[0]
    if Settings(environment.settings).is_damaged:
        yield texts_for_key("settings_damaged")[0]
    quarantined = [
        *quarantined_files(environment.accounts / "index.json"),
        *quarantined_files(environment.settings),
    ]
    if quarantined:
        yield tr(
            "%n damaged file(s) kept: {names}",
            len(quarantined),
            names=", ".join(path.name for path in quarantined),
        )


def check_databases(environment: Environment) -> list[Check]:
    """Checks every account's database, including those missing in the list of accounts."""
    found = [_database(environment, path) for path in sorted(environment.accounts.glob("*/store.db"))]
    if not found:
        return [Check("database", ok=True, detail=tr("No boards are stored here yet."))]
    return [Check("database", all(ok for ok, _ in found), " · ".join(text for _, text in found))]


def _database(environment: Environment, path: Path) -> tuple[bool, str]:
    health = check_health(path, in_use=holder_pid(environment.profile) is not None)
    if health.problem is not None and holder_pid(environment.profile) is not None:
        # Another process opened it during the check.
        health = check_health(path, in_use=True)
    try:
        account = AccountRegistry(environment.accounts).get(path.parent.name)
    except StoreError:
        account = None
    name = f"{account.server if account else '?'} ({path.parent.name[:8]})"
    return health.problem is None and not health.unreadable, f"{name}: {_health_text(health)}"


def _health_text(health: HealthReport) -> str:
    if health.problem is not None:
        return " ".join(texts_for_key(health.problem, path="store.db"))
    text = tr("intact, {size}", size=_size(health.bytes))
    if health.unreadable:
        text += ", " + tr("%n change(s) from a newer version cannot be read", health.unreadable)
    return text


def check_folders(environment: Environment) -> list[Check]:
    """Private and writable. Checks permissions only and creates nothing."""
    folders = [environment.profile, environment.accounts, environment.logs, environment.reports]
    folders += sorted(path.parent for path in environment.accounts.glob("*/store.db"))
    problems = [
        problem
        for folder in folders
        for problem in _folder_problems(folder, is_root=folder == environment.profile)
    ]
    if problems:
        return [Check("folders", ok=False, detail=" · ".join(problems))]
    return [Check("folders", ok=True, detail=tr("writable, and readable only by you"))]


def _folder_problems(folder: Path, *, is_root: bool) -> Iterator[str]:
    if not folder.exists():
        if is_root and not os.access(_nearest_existing(folder), os.W_OK):
            yield tr("“{place}” is missing and cannot be created", place=folder)
        return
    if not folder.is_dir():
        yield tr("“{place}” is not a folder", place=folder)
        return
    if not os.access(folder, os.W_OK | os.X_OK):
        yield tr("“{place}” is not writable", place=folder)
    mode = folder.stat().st_mode
    if os.name == "posix" and mode & _OTHERS_MODE:
        yield tr(
            "“{place}” is accessible to other users (mode {mode})", place=folder, mode=f"{mode & 0o777:o}"
        )


def check_logs(environment: Environment) -> list[Check]:
    """Where support finds the logs. A crash report is no problem in itself: it describes a past one."""
    report_count = len(CrashReports(environment.reports).paths())
    detail = tr("log in {folder}", folder=environment.logs)
    if report_count:
        detail += ", " + tr("%n crash report(s) in {folder}", report_count, folder=environment.reports)
    return [Check("logs", ok=True, detail=detail)]


def check_free_space(environment: Environment) -> list[Check]:
    free = shutil.disk_usage(_nearest_existing(environment.profile)).free
    return [Check("space", free >= MIN_FREE_BYTES, tr("{size} free", size=_size(free)))]


def _nearest_existing(folder: Path) -> Path:
    """The nearest folder that exists."""
    return next(above for above in (folder, *folder.parents) if above.exists())


def _size(count: int) -> str:
    units = (("GB", 1_000_000_000), ("MB", 1_000_000), ("kB", 1000))
    unit, factor = next((one for one in units if count >= one[1]), ("B", 1))
    return f"{count / factor:.1f} {unit}" if factor > 1 else f"{count} B"


WHOAMI_PATH = "/api/v1/whoami"
PROBE_SECONDS = 6.0
MAX_CLOCK_OFFSET_SECONDS = 60
"""Certificates and expiry times fail beyond this offset."""


def check_keyring() -> list[Check]:
    """If the keyring does not answer, the deadline of the check reports it."""
    try:
        store = system_keyring()
        locked = store.is_locked()
    except KeyringUnavailable as error:
        return [Check("keyring", ok=False, detail=" ".join(texts_for_key(error.key)))]
    state = {True: tr("locked"), False: tr("unlocked"), None: tr("available")}[locked]
    return [Check("keyring", not locked, f"{store.name}, {state}")]


def check_server(account: KnownAccount | None, address: str) -> list[Check]:
    """Checks that the server is reachable and trusted, and that its clock agrees. A sample server is not started."""
    if account is not None and account.sandbox:
        sample = tr("Sample data: nothing leaves this computer.")
        return [Check("server", ok=True, detail=sample), Check("clock", ok=True, detail=sample)]
    probed = asyncio.run(probe(address, WHOAMI_PATH, PROBE_SECONDS))
    return [_reachability_check(address, probed), _clock_check(probed, datetime.now(UTC))]


def _reachability_check(address: str, probed: ProbeResult) -> Check:
    if probed.problem is None:
        return Check("server", ok=True, detail=tr("{server} responds", server=address))
    title, message = texts_for_key(probed.problem, status=probed.status)
    return Check("server", ok=False, detail=f"{address}: {title} {message}")


def _clock_check(probed: ProbeResult, now: datetime) -> Check:
    if probed.date is None:
        return Check("clock", ok=True, detail=tr("Not compared: the server did not send its time."))
    offset = round((now - probed.date).total_seconds())
    detail = tr("%n second(s) ahead of the server", offset) if offset > 0 else ""
    detail = detail or (
        tr("%n second(s) behind the server", -offset) if offset < 0 else tr("in sync with the server")
    )
    return Check("clock", abs(offset) <= MAX_CLOCK_OFFSET_SECONDS, detail)


DISK_SECONDS = 30.0


def run_all_checks(environment: Environment, options: Options) -> list[Check]:
    """Takes no lock and writes nothing, so it works beside a window and if nothing else does."""
    return run_checks(
        [
            CheckTask(("profile",), partial(check_profile, environment)),
            CheckTask(("database",), partial(check_databases, environment), DISK_SECONDS),
            CheckTask(("folders",), partial(check_folders, environment)),
            CheckTask(("logs",), partial(check_logs, environment)),
            CheckTask(("space",), partial(check_free_space, environment)),
            CheckTask(("keyring",), check_keyring),
            CheckTask(("server", "clock"), partial(_server, environment, options), 10.0),
            CheckTask(("browser",), check_browser),
            CheckTask(("sandbox",), check_sandbox),
            CheckTask(("preset",), check_preset),
            CheckTask(("versions",), check_versions),
        ]
    )


def _server(environment: Environment, options: Options) -> list[Check]:
    account = _account(environment, options)
    known = SignInSettings(options, Settings(environment.settings), lambda: account)
    return check_server(account, account.server if account else known.server)


def _account(environment: Environment, options: Options) -> KnownAccount | None:
    try:
        return chosen_account(options, environment, AccountRegistry(environment.accounts))
    except StoreError:
        return None
