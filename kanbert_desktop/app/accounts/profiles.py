"""Profiles side by side, one per account with its own window, and their disk usage."""

import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QProcess, QProcessEnvironment

from kanbert_desktop.app.accounts.registry import AccountRegistry, KnownAccount
from kanbert_desktop.app.environment import Environment
from kanbert_desktop.app.system.own_program import program_command
from kanbert_desktop.domain.errors import NotReady, StoreError
from kanbert_desktop.domain.value_classes import dataclass
from kanbert_desktop.store.errors import DISK_FULL_CODES
from kanbert_desktop.store.migrations import backups

PROFILES_FOLDER = "profiles"
_OWN_PREFIX = "KANBERT_"


class ProfileFamily:
    """Determined from any of its profiles. A profile inside `profiles/` belongs to the root above it."""

    def __init__(self, profile: Path) -> None:
        self.root = profile.parent.parent if _is_below_a_root(profile) else profile

    def profiles(self) -> list[Path]:
        """The root comes first. Folders that cannot be read are left out."""
        try:
            below = sorted(path for path in (self.root / PROFILES_FOLDER).iterdir() if path.is_dir())
        except OSError:
            below = []
        return [self.root, *below]

    def empty_profile(self) -> Path:
        """Returns a profile that no account uses yet, and creates one if there is none.

        Raises `StoreError` (`store_unwritable`, `disk_full`).
        """
        for profile in self.profiles()[1:]:
            with suppress(StoreError):
                if not AccountRegistry(Environment(profile).accounts).accounts():
                    return profile
        return self._new_profile()

    def _new_profile(self) -> Path:
        taken = {profile.name for profile in self.profiles()}
        names = (f"account-{number}" for number in range(2, len(taken) + 3))
        profile = self.root / PROFILES_FOLDER / next(name for name in names if name not in taken)
        try:
            profile.parent.mkdir(mode=0o700, exist_ok=True)
            profile.mkdir(mode=0o700, exist_ok=True)
        except OSError as error:
            key = "disk_full" if error.errno in DISK_FULL_CODES else "store_unwritable"
            raise StoreError(key, path=str(profile)) from None
        return profile


def start_window(
    profile: Path, account: str | None = None, variables: Mapping[str, str] = os.environ
) -> None:
    """Starts a process on that profile that shows that account. A window that is already open there is raised.

    The process inherits none of our variables: no token, no secret, no other server.
    Raises `NotReady("window_failed")`.
    """
    command = [*program_command(), "--profile", str(profile), *(["--account", account] if account else [])]
    process = QProcess()
    process.setProgram(command[0])
    process.setArguments(command[1:])
    process.setProcessEnvironment(_without_own_variables(variables))
    process.setStandardOutputFile(QProcess.nullDevice())
    process.setStandardErrorFile(QProcess.nullDevice())
    process.setStandardInputFile(QProcess.nullDevice())
    # PySide documents a pair and returns a plain bool.
    result: object = process.startDetached()
    if not (result[0] if isinstance(result, tuple) else result):
        raise NotReady("window_failed")


def _without_own_variables(variables: Mapping[str, str]) -> QProcessEnvironment:
    left = QProcessEnvironment()
    for name, value in variables.items():
        if not name.upper().startswith(_OWN_PREFIX):
            left.insert(name, value)
    return left


def _is_below_a_root(profile: Path) -> bool:
    """A folder that only happens to have this name belongs to no root."""
    return profile.parent.name == PROFILES_FOLDER and Environment(profile.parent.parent).accounts.is_dir()


@dataclass(frozen=True, slots=True)
class DiskUsage:
    """In bytes: `board_bytes` for the open account's database, `profile_bytes` for the whole profile."""

    folder: Path
    board_bytes: int
    profile_bytes: int
    backup_count: int


def disk_usage(environment: Environment, account: KnownAccount | None) -> DiskUsage:
    """Reads the sizes of a few dozen files. Files removed in the meantime are ignored."""
    boards, backup_count = 0, 0
    if account is not None:
        store = environment.store_path(account.id)
        boards = sum(_size(path) for path in store.parent.glob(f"{store.name}*"))
        backup_count = len(backups(store))
    every = sum(_size(path) for path in environment.profile.rglob("*"))
    return DiskUsage(environment.profile, boards, every, backup_count)


def _size(path: Path) -> int:
    try:
        found = path.lstat()
    except OSError:
        return 0
    return 0 if path.is_dir() else found.st_size
