"""Workloads that run into a fault: verbs on a profile, and what a window stores besides cards."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication

from kanbert_desktop.app.accounts.registry import AccountRegistry, KnownAccount
from kanbert_desktop.app.application import Application
from kanbert_desktop.app.environment import Environment, Options
from kanbert_desktop.app.settings import DENSITY, LANGUAGE, THEME, Settings
from kanbert_desktop.app.system.event_loop import run_on_qt
from kanbert_desktop.app.system.instance_lock import InstanceLock
from kanbert_desktop.cli.errors import error_text, exit_code
from kanbert_desktop.cli.handover import serve_verbs
from kanbert_desktop.domain.changes import Field
from kanbert_desktop.domain.errors import KanbertError, ProfileBusy
from kanbert_desktop.main import run
from kanbert_desktop.store import local, outbox
from kanbert_desktop.store.database import open_store
from support.damaged_store import entry

Report = Callable[[dict[str, Any]], None]
ADA = KnownAccount("https://api.kanbert.com", "u1", "Ada", "ada@example.org", kept=False)
BEN = KnownAccount("https://api.kanbert.com", "u2", "Ben", "ben@example.org", kept=False)


def verb(_tell: Report, root: Path, variables: dict[str, str], *words: str) -> int:
    """Its document is the process's output."""
    os.environ.update(variables)
    os.environ["KANBERT_PROFILE"] = str(root / "profile")
    return run([*words, "--json"])


def handed_over(report: Report, root: Path, variables: dict[str, str], *words: str) -> int:
    """The same while another process, without a fault, holds the profile and serves it."""
    _, leave = _beside(lambda ready, left: _hold(root, ready, left))
    try:
        return verb(report, root, variables, *words)
    finally:
        os.close(leave)


def served_by_a_failing_holder(report: Report, root: Path, variables: dict[str, str], *words: str) -> int:
    """The fault hits the holder; the process that hands over reports its exit code as {"client": code}."""
    ready, leave = os.pipe()
    client = os.fork()
    if client == 0:
        os.close(leave)
        os.read(ready, 1)
        _as_client(report, root, variables, *words)
    # The holder runs here, with the fault; it ends when its client has ended.
    try:
        _hold(root, leave, os.pidfd_open(client))
    except KanbertError:
        # It could not start: the client finds no holder.
        os.write(leave, b".")
    os.waitpid(client, 0)
    return 0


def settings(_tell: Report, root: Path) -> int:
    """Changes one of three settings."""
    Settings(root / "settings.json").put(DENSITY, "compact")
    return 0


def accounts(report: Report, root: Path) -> int:
    """Signs in, restricts write access, and signs out another account."""
    registry = AccountRegistry(root)
    for step, facts in (
        (lambda: registry.record_use(BEN), {"saved": f"account {BEN.email}"}),
        (lambda: registry.mark_signed_out(ADA.id), {"saved": f"signed out {ADA.email}"}),
    ):
        try:
            step()
        except KanbertError as error:
            return _reported(report, error)
        report(facts)
    return 0


def keep(report: Report, root: Path) -> int:
    """Edits, drafts and local values, one after the other; reports whatever is saved."""
    try:
        store = open_store(root / "store.db").store
        for number in range(1000, 1004):
            store.write(lambda db, number=number: outbox.append(db, entry(number))).result(30)
            report({"saved": f"entry c{number}"})
            store.write(lambda db, number=number: local.save_draft(db, f"card:{number}", "Satz")).result(30)
            report({"saved": f"draft card:{number} Satz"})
            store.write(lambda db, number=number: local.set_value(db, f"folded:{number}", "[1]")).result(30)
            report({"saved": f"local folded:{number} [1]"})
    except KanbertError as error:
        return _reported(report, error)
    return 0 if store.close() else 7


def start(report: Report, root: Path) -> int:
    try:
        store = open_store(root / "store.db").store
    except KanbertError as error:
        return _reported(report, error)
    return 0 if store.close() else 7


# The check afterwards, in a process without a fault.


def look_at_store(report: Report, root: Path) -> int:
    """Opened twice: what a start repairs stays repaired."""
    assert open_store(root / "store.db").store.close()
    report({"found": _in_store(root / "store.db")})
    return 0


def look_at_files(report: Report, root: Path) -> int:
    stored = Settings(root / "settings.json")
    facts = [f"{one.name} {stored.get(one)}" for one in (THEME, LANGUAGE, DENSITY)]
    facts += _accounts(AccountRegistry(root))
    report({"found": facts})
    return 0


def look_at_profile(report: Report, root: Path) -> int:
    environment = Environment(root / "profile")
    lock = InstanceLock(environment.profile)
    assert lock.try_acquire(), "the profile is locked for good"
    lock.release()
    facts = _accounts(AccountRegistry(environment.accounts))
    for store in sorted(environment.accounts.glob("*/store.db")):
        facts += _in_store(store)
    facts += [f"file {found.name}" for found in sorted(root.glob("*.json")) if found.read_bytes()]
    report({"found": facts})
    return 0


def _accounts(registry: AccountRegistry) -> list[str]:
    found = registry.accounts()
    out = [f"signed out {one.email}" for one in found if not one.signed_in]
    return [*(f"account {one.email}" for one in found), *out]


def _in_store(path: Path) -> list[str]:
    opened = open_store(path)
    db = opened.store.read()
    facts = [f"draft {place} {text}" for place, text in local.drafts(db).items()]
    facts += [f"local {name} {value}" for name, value in local.values(db).items()]
    for one in outbox.entries(db):
        facts.append(f"entry {one.id}")
        facts.append(_edit(one.change))
    facts += [f"card {id_}" for (id_,) in db.execute("SELECT id FROM base WHERE kind = 'card'")]
    assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert opened.store.close()
    return facts


def _edit(change: Any) -> str:  # noqa: ANN401  any change
    """By the user's text, whatever its id."""
    fields = getattr(change, "new", None) or getattr(change, "fields", {})
    written = fields.get(Field.TITLE) or getattr(change, "text", "")
    return f"wish {type(change).__name__} {written}".rstrip()


def _reported(report: Report, error: KanbertError) -> int:
    title, message = error_text(error)
    report({"error": {"code": exit_code(error), "title": title, "message": message}})
    return exit_code(error)


def _hold(root: Path, ready: int, left: int) -> None:
    """Holds the profile as a window does, from the word on `ready` until `left` is closed at its other end."""
    environment = Environment(root / "profile")
    lock = InstanceLock(environment.profile)
    if not lock.try_acquire():
        raise ProfileBusy("profile_busy", profile=str(root))
    app = QCoreApplication(["holder"])

    async def hold() -> None:
        import asyncio

        application = Application(environment, Options())
        session = application.open_chosen_account()
        assert session is not None
        server = serve_verbs(application)
        gone = asyncio.Event()
        asyncio.get_running_loop().add_reader(left, gone.set)
        os.write(ready, b".")
        await gone.wait()
        asyncio.get_running_loop().remove_reader(left)
        await server.close()
        await application.close()

    with lock:
        run_on_qt(app, hold())


def _beside(process: Callable[[int, int], None]) -> tuple[int, int]:
    """Runs in another process; returns its id and the descriptor whose closing asks it to end."""
    ready, result = os.pipe()
    left, leave = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(leave)
        os.close(ready)
        code = 1
        try:
            process(result, left)
            code = 0
        finally:
            os._exit(code)
    os.close(result)
    os.close(left)
    assert os.read(ready, 1) == b".", "the holder did not come up"
    os.close(ready)
    return child, leave


def _as_client(report: Report, root: Path, variables: dict[str, str], *words: str) -> None:
    import sys

    code = 1
    try:
        code = verb(report, root, variables, *words)
        sys.stdout.flush()
    finally:
        report({"client": code})
        os._exit(0)
