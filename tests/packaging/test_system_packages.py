"""Which system packages are missing, and what is done about it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from devtools import system_packages
from devtools.system_packages import by_hand, ensure, missing

StandIn = Callable[[str, str], None]
KNOWS_TWO = "echo 'libgl1 installed'; echo 'xvfb installed'; echo 'openbox config-files'; exit 1"


def test_dpkg_tells_what_is_missing(stand_in: StandIn) -> None:
    stand_in("dpkg-query", KNOWS_TWO)
    assert missing(["libgl1", "openbox", "xvfb", "scrot"]) == ["openbox", "scrot"]


def test_either_of_two_names_will_do(stand_in: StandIn) -> None:
    stand_in("dpkg-query", "echo 'libglib2.0-0 installed'")
    assert missing(["libglib2.0-0t64|libglib2.0-0"]) == []


def test_a_system_without_dpkg_is_taken_as_it_is(stand_in: StandIn) -> None:
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
    told = capsys.readouterr().out
    assert "Missing for the tests: scrot libglib2.0-0t64." in told
    assert by_hand(["scrot", "libglib2.0-0t64|libglib2.0-0"]) in told


def test_the_printed_command_reads_the_lists_first() -> None:
    assert by_hand(["a", "b"]) == (
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


def test_nothing_missing_asks_for_nothing(stand_in: StandIn, monkeypatch: pytest.MonkeyPatch) -> None:
    stand_in("dpkg-query", "echo 'scrot installed'")
    monkeypatch.setattr(system_packages, "privilege", lambda: pytest.fail("asked for root"))
    assert ensure(["scrot"], "the tests") == []
