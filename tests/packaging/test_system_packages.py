"""Missing system packages, and what is done about them."""

import os
import pty
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from devtools import system_packages
from devtools.paths import PACKAGING
from devtools.system_packages import confirm, ensure, install_command, missing

StandIn = Callable[[str, str], None]
KNOWS_TWO = "echo 'libgl1 installed'; echo 'xvfb installed'; echo 'openbox config-files'; exit 1"


def test_dpkg_reports_missing_packages(stand_in: StandIn) -> None:
    stand_in("dpkg-query", KNOWS_TWO)
    assert missing(["libgl1", "openbox", "xvfb", "scrot"]) == ["openbox", "scrot"]


def test_either_of_two_names_will_do(stand_in: StandIn) -> None:
    stand_in("dpkg-query", "echo 'libglib2.0-0 installed'")
    assert missing(["libglib2.0-0t64|libglib2.0-0"]) == []


def test_a_system_without_dpkg_is_not_checked(stand_in: StandIn) -> None:
    stand_in("true", "exit 0")
    assert missing(["xvfb"]) == []


def test_without_root_the_exact_command_is_printed(
    stand_in: StandIn, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    stand_in("dpkg-query", KNOWS_TWO)
    stand_in("sudo", "exit 1")
    stand_in("apt-get", "exit 99")
    monkeypatch.setattr("os.geteuid", lambda: 1000)
    assert ensure(["libgl1", "scrot", "libglib2.0-0t64|libglib2.0-0"], "the tests") == [
        "scrot",
        "libglib2.0-0t64|libglib2.0-0",
    ]
    result = capsys.readouterr().out
    assert "Missing for the tests: scrot libglib2.0-0t64." in result
    assert install_command(["scrot", "libglib2.0-0t64|libglib2.0-0"]) in result


def test_the_printed_command_reads_the_lists_first() -> None:
    assert install_command(["a", "b"]) == (
        "sudo apt-get update && sudo apt-get install -y --no-install-recommends a b"
    )


def test_root_installs_after_reading_the_lists(
    stand_in: StandIn, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls = tmp_path / "calls"
    stand_in("dpkg-query", f"[ -e {calls} ] && echo 'scrot installed'; exit 0")
    stand_in("apt-get", f'echo "$1" >> {calls}')
    stand_in("env", 'shift; exec "$@"')
    monkeypatch.setattr("os.geteuid", lambda: 0)
    assert ensure(["scrot"], "the tests") == []
    assert calls.read_text().split() == ["update", "install"]


@pytest.fixture
def at_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(system_packages, "is_interactive", lambda: True)


def answering(answer: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("builtins.input", lambda _question: answer)


@pytest.mark.usefixtures("at_a_terminal")
@pytest.mark.parametrize(
    ("answer", "agreed"), [("", True), ("y", True), (" Yes ", True), ("n", False), ("?", False)]
)
def test_at_a_terminal_the_user_is_asked_first(
    answer: str, agreed: bool, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    answering(answer, monkeypatch)
    assert confirm(["scrot"], "the tests") is agreed
    assert "Missing for the tests: scrot." in capsys.readouterr().out


@pytest.mark.usefixtures("at_a_terminal")
def test_a_no_installs_nothing_and_shows_the_command(
    stand_in: StandIn, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    stand_in("dpkg-query", "exit 0")
    stand_in("apt-get", "exit 99")
    monkeypatch.setattr("os.geteuid", lambda: 0)
    answering("n", monkeypatch)
    assert ensure(["scrot"], "the tests") == ["scrot"]
    assert install_command(["scrot"]) in capsys.readouterr().out


@pytest.mark.usefixtures("at_a_terminal")
def test_a_closed_terminal_is_a_no(monkeypatch: pytest.MonkeyPatch) -> None:
    def closed(_question: str) -> str:
        raise EOFError

    monkeypatch.setattr("builtins.input", closed)
    assert not confirm(["scrot"], "the tests")


def test_without_a_terminal_nobody_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("builtins.input", lambda _question: pytest.fail("asked"))
    assert confirm(["scrot"], "the tests")


@pytest.mark.parametrize(("ci", "attended"), [("", True), ("true", False)])
def test_a_real_terminal_is_interactive_unless_it_is_a_build_machines(*, ci: str, attended: bool) -> None:
    keyboard, terminal = pty.openpty()
    try:
        asked = (
            "import sys; from devtools.system_packages import is_interactive; sys.exit(not is_interactive())"
        )
        code = subprocess.call(
            [sys.executable, "-c", asked],
            cwd=PACKAGING,
            env={**os.environ, "CI": ci, "PYTHONPATH": str(PACKAGING)},
            stdin=terminal,
            stdout=terminal,
        )
    finally:
        os.close(keyboard)
        os.close(terminal)
    assert (code == 0) is attended


def test_nothing_missing_asks_for_nothing(stand_in: StandIn, monkeypatch: pytest.MonkeyPatch) -> None:
    stand_in("dpkg-query", "echo 'scrot installed'")
    monkeypatch.setattr(system_packages, "privilege", lambda: pytest.fail("asked for root"))
    assert ensure(["scrot"], "the tests") == []
