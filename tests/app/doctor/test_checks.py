"""The checks of `doctor`: deadlines, failures, files that are read and not changed."""

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from kanbert_desktop.app.doctor import checks
from kanbert_desktop.app.doctor.check import Check, CheckTask, run_checks
from kanbert_desktop.app.environment import Environment
from kanbert_desktop.app.system.instance_lock import InstanceLock, holder_pid
from kanbert_desktop.identity import keyring_backends
from kanbert_desktop.net.public_get import ProbeResult
from kanbert_desktop.store import outbox
from kanbert_desktop.store.database import open_store
from kanbert_desktop.store.integrity import check_health
from kanbert_desktop.store.migrations import NEWEST_VERSION
from support.damaged_store import entry
from support.sandbox import running_sandbox


def contents(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in folder.iterdir()}


def good() -> list[Check]:
    return [Check("good", ok=True, detail="x")]


def test_a_check_that_hangs_or_fails_does_not_affect_the_others() -> None:
    never = threading.Event()

    def hang() -> list[Check]:
        never.wait()
        return []

    def fail() -> list[Check]:
        raise ZeroDivisionError

    reported = run_checks(
        [
            CheckTask(("hangs", "too"), hang, seconds=0.05),
            CheckTask(("fails",), fail),
            CheckTask(("good",), good),
        ]
    )
    never.set()
    assert [(check.name, check.ok) for check in reported] == [
        ("hangs", False),
        ("too", False),
        ("fails", False),
        ("good", True),
    ]
    assert "No response" in reported[0].detail
    assert "ZeroDivisionError" in reported[2].detail


@pytest.fixture
def environment(profile: Path) -> Environment:
    for folder in ("accounts", "logs"):
        (profile / folder).mkdir(mode=0o700)
    return Environment(profile)


@pytest.fixture
def store(environment: Environment) -> Path:
    path = environment.store_path("a" * 32)
    assert open_store(path).store.close()
    return path


def test_a_sound_file_is_checked_without_a_trace(environment: Environment, store: Path) -> None:
    before = contents(store.parent)
    (check,) = checks.check_databases(environment)
    assert check.ok
    assert "intact" in check.detail
    assert contents(store.parent) == before


def test_what_a_crash_left_in_the_log_is_seen_and_stays(store: Path) -> None:
    with closing(sqlite3.connect(store)) as db:
        outbox.put(db, entry(1))
        db.execute("UPDATE outbox SET change = '{}'")
        db.commit()
        left = {path: path.read_bytes() for path in store.parent.iterdir() if not path.name.endswith("-shm")}
    for path in store.parent.iterdir():
        path.unlink()
    for path, content in left.items():
        path.write_bytes(content)
    before = contents(store.parent)
    assert [path.suffix for path in before if path.name.endswith("-wal")]
    health = check_health(store, in_use=False)
    assert (health.problem, health.unreadable) == (None, 1)
    assert contents(store.parent) == before


@pytest.mark.parametrize("keep", [0.0, 0.3, 0.7])
def test_a_damaged_file_is_reported_and_unchanged(environment: Environment, store: Path, keep: float) -> None:
    content = store.read_bytes()
    store.write_bytes(content[: int(len(content) * keep)])
    before = contents(store.parent)
    (check,) = checks.check_databases(environment)
    assert not check.ok
    assert "damaged" in check.detail
    assert contents(store.parent) == before


def test_a_file_from_the_future_is_no_damage(environment: Environment, store: Path) -> None:
    with closing(sqlite3.connect(store)) as db:
        db.execute(f"PRAGMA user_version = {NEWEST_VERSION + 1}")
    (check,) = checks.check_databases(environment)
    assert not check.ok
    assert "newer version" in check.detail


def test_a_file_that_is_open_is_read_beside_its_holder(environment: Environment, store: Path) -> None:
    opened = open_store(store).store
    opened.write(lambda db: db.execute("CREATE TABLE more (x)")).result(60)
    with InstanceLock(environment.profile) as lock:
        assert lock.try_acquire()
        (check,) = checks.check_databases(environment)
        (place,) = checks.check_profile(environment)
    assert check.ok, check
    assert "open in process" in place.detail
    assert opened.close()


def test_a_dead_holder_is_no_holder(environment: Environment) -> None:
    environment.lock.write_text("999999999\nkanbert\nhost\n", "utf-8")
    assert holder_pid(environment.profile) is None
    environment.lock.write_text("damaged", "utf-8")
    assert holder_pid(environment.profile) is None


def test_folders_that_others_can_read_or_nobody_can_use(environment: Environment) -> None:
    assert checks.check_folders(environment)[0].ok
    environment.logs.chmod(0o755)
    (check,) = checks.check_folders(environment)
    assert not check.ok
    assert "mode 755" in check.detail
    environment.logs.rmdir()
    environment.logs.write_text("", "utf-8")
    assert "is not a folder" in checks.check_folders(environment)[0].detail


def test_a_profile_that_is_not_there_yet_is_fine(tmp_path: Path) -> None:
    environment = Environment(tmp_path / "new" / "profile")
    assert checks.check_folders(environment)[0].ok
    assert checks.check_databases(environment)[0].ok
    assert checks.check_free_space(environment)[0].name == "space"
    assert not (tmp_path / "new").exists()


@pytest.fixture
def system_store(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    keyring_backends.system_keyring.cache_clear()
    yield
    keyring_backends.system_keyring.cache_clear()


@pytest.mark.usefixtures("system_store")
def test_an_open_keyring_is_named(keyring_session: str) -> None:
    (check,) = checks.check_keyring()
    assert keyring_session
    assert check.ok
    assert "DesktopKeyring" in check.detail


@pytest.mark.usefixtures("system_store")
def test_a_missing_keyring_is_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere")
    (check,) = checks.check_keyring()
    assert not check.ok
    assert "not available" in check.detail


def test_a_server_that_answers_has_a_clock(tmp_path: Path) -> None:
    with running_sandbox(tmp_path / "sandbox", tasks=3) as sandbox:
        reached, clock = checks.check_server(None, sandbox.url)
    assert (reached.ok, clock.ok) == (True, True)
    assert sandbox.url in reached.detail


@pytest.mark.usefixtures("english")
def test_different_clocks_are_reported() -> None:
    now = datetime(2026, 11, 24, 12, tzinfo=UTC)
    ahead = checks._clock_check(ProbeResult(date=now - timedelta(seconds=90)), now)
    behind = checks._clock_check(ProbeResult(date=now + timedelta(hours=1)), now)
    assert (ahead.ok, ahead.detail) == (False, "90 seconds ahead of the server")
    assert (behind.ok, behind.detail) == (False, "3600 seconds behind the server")
    assert checks._clock_check(ProbeResult(date=now), now).ok
    assert checks._clock_check(ProbeResult("offline"), now).ok


def test_an_unreachable_server_is_reported_at_once() -> None:
    reached, clock = checks.check_server(None, "http://127.0.0.1:9")
    assert not reached.ok
    assert "cannot be reached" in reached.detail
    assert "Not compared" in clock.detail
