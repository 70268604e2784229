"""What lies on this computer: how much room it takes, and how many backups there are."""

from dataclasses import dataclass
from pathlib import Path

from kanbert_desktop.app.accounts.registry import KnownAccount
from kanbert_desktop.app.environment import Environment


@dataclass(frozen=True, slots=True)
class Storage:
    """Bytes; `boards` is the open account's database, `all` the whole profile."""

    folder: Path
    boards: int
    all: int
    backups: int


def storage(environment: Environment, account: KnownAccount | None) -> Storage:
    """A few dozen files are looked at; what vanishes meanwhile counts nothing."""
    boards, kept = 0, 0
    if account is not None:
        from kanbert_desktop.store.migrations import backups  # noqa: PLC0415  asked by the settings alone

        store = environment.store(account.id)
        boards = sum(_size(path) for path in store.parent.glob(f"{store.name}*"))
        kept = len(backups(store))
    every = sum(_size(path) for path in environment.profile.rglob("*"))
    return Storage(environment.profile, boards, every, kept)


def _size(path: Path) -> int:
    try:
        found = path.lstat()
    except OSError:
        return 0
    return 0 if path.is_dir() else found.st_size
