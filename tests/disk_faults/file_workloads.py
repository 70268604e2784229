"""Workloads that write one of the small files, or an export."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from kanbert_desktop.app.accounts.registry import AccountRegistry, KnownAccount
from kanbert_desktop.app.boards.export import write_file
from kanbert_desktop.app.environment import Environment
from kanbert_desktop.app.settings import DENSITY, Settings

Report = Callable[[dict[str, Any]], None]
ADA = KnownAccount("https://api.kanbert.com", "u1", "Ada", "ada@example.org", kept=False)
BEN = KnownAccount("https://api.kanbert.com", "u2", "Ben", "ben@example.org", kept=False)


def change_a_setting(_tell: Report, root: Path) -> int:
    Settings(root / "settings.json").put(DENSITY, "compact")
    return 0


def remember_an_account(_tell: Report, root: Path) -> int:
    AccountRegistry(root).record_use(BEN)
    return 0


def name_the_profile(_tell: Report, root: Path) -> int:
    Environment(root).profile_id()
    return 0


def export(_tell: Report, root: Path) -> int:
    write_file(root / "boards.json", '{"cards": []}' * 1000)
    return 0
