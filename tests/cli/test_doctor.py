"""`doctor` always answers, whatever is wrong, and changes nothing."""

import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from support.sandbox import RunningSandbox
from support.secret_service import private_secret_service
from support.terminal import HeldVerb, Terminal

NAMES = [
    "profile", "database", "folders", "logs", "space", "keyring", "server", "clock", "browser", "sandbox", "preset",
    "versions",
]  # fmt: skip


def checks(terminal: Terminal, **more: str | None) -> dict[str, dict[str, Any]]:
    document = terminal.json("doctor", **more)
    assert list(document) == ["checks"]
    assert [check["name"] for check in document["checks"]] == NAMES
    for check in document["checks"]:
        assert set(check) == {"name", "ok", "detail"}
        assert isinstance(check["ok"], bool)
        assert check["detail"]
    return {check["name"]: check for check in document["checks"]}


def contents(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_signed_out_it_checks_everything_and_creates_nothing(
    tmp_path: Path, shared_sandbox: RunningSandbox
) -> None:
    terminal = Terminal(tmp_path / "nobody", {"KANBERT_SERVER": shared_sandbox.url})
    found = checks(terminal)
    assert found["server"]["ok"]
    assert found["clock"]["ok"]
    assert found["database"]["ok"]
    assert not (tmp_path / "nobody").exists()


def test_signed_in_it_changes_nothing_and_prints_no_secret(
    terminal: Terminal, shared_sandbox: RunningSandbox
) -> None:
    before = contents(terminal.profile)
    result = terminal.run("doctor")
    assert result.exit_code == 0
    assert contents(terminal.profile) == before
    title = terminal.json("cards", "WEB")[0]["title"]
    for secret in (shared_sandbox.credentials["access_token"], shared_sandbox.credentials["email"], title):
        assert secret not in result.stdout + result.stderr
    assert len(result.stdout.splitlines()) == len(NAMES)


def test_a_damaged_store_is_reported_and_unchanged(terminal: Terminal) -> None:
    (store,) = terminal.profile.glob("accounts/*/store.db")
    store.write_bytes(store.read_bytes()[: store.stat().st_size * 2 // 3])
    before = contents(terminal.profile)
    found = checks(terminal)
    assert not found["database"]["ok"]
    assert found["server"]["ok"]
    assert contents(terminal.profile) == before


def test_it_works_while_another_process_holds_the_profile(
    own_terminal: Terminal, held_verb: HeldVerb
) -> None:
    found = checks(own_terminal, KANBERT_ACCESS_TOKEN=None)
    assert held_verb.release().exit_code == 0
    assert f"process {held_verb.process.pid}" in found["profile"]["detail"]
    assert found["database"]["ok"]


def test_without_a_network_the_rest_is_checked(terminal: Terminal) -> None:
    found = checks(terminal, KANBERT_SERVER="http://127.0.0.1:9", KANBERT_ACCESS_TOKEN=None)
    assert not found["server"]["ok"]
    assert "http://127.0.0.1:9" in found["server"]["detail"]
    assert found["database"]["ok"]


@pytest.fixture
def silent_bus(tmp_path: Path) -> Iterator[str]:
    """Accepts connections and never sends a byte."""
    with socket.socket(socket.AF_UNIX) as silent:
        silent.bind(str(tmp_path / "bus"))
        silent.listen(20)
        yield f"unix:path={tmp_path / 'bus'}"


def test_a_silent_keyring_does_not_delay_the_rest(terminal: Terminal, silent_bus: str) -> None:
    found = checks(terminal, DBUS_SESSION_BUS_ADDRESS=silent_bus)
    assert not found["keyring"]["ok"]
    assert found["database"]["ok"]


def test_a_locked_keyring_is_reported_without_a_prompt(
    terminal: Terminal, screen: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with private_secret_service(screen, monkeypatch) as prompts:
        assert checks(terminal)["keyring"]["ok"]
        prompts.lock()
        found = checks(terminal)["keyring"]
        assert checks(terminal)["keyring"] == found, "nobody has been asked to unlock it"
    assert not found["ok"]
    assert "locked" in found["detail"]


def test_a_missing_browser_and_a_damaged_preset_are_reported(terminal: Terminal, tmp_path: Path) -> None:
    (tmp_path / "kanbert-desktop").mkdir()
    (tmp_path / "kanbert-desktop" / "settings.json").write_text("{", "utf-8")
    found = checks(terminal, XDG_CONFIG_DIRS=str(tmp_path), DISPLAY="", WAYLAND_DISPLAY="", BROWSER="")
    assert not found["browser"]["ok"]
    assert not found["preset"]["ok"]
    assert str(tmp_path) in found["preset"]["detail"]


def test_a_profile_readable_by_others_is_reported(terminal: Terminal) -> None:
    terminal.profile.chmod(0o755)
    assert not checks(terminal)["folders"]["ok"]
