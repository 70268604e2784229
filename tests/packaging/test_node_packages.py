"""The Node packages of the tests are fetched once."""

from collections.abc import Callable
from pathlib import Path

import pytest

from devtools import node_packages

StandIn = Callable[[str, str], None]


def test_an_existing_node_is_used(stand_in: StandIn) -> None:
    stand_in("node", "exit 0")
    assert node_packages.programs() == ["nodejs", "npm"], "npm is needed, too"
    stand_in("npm", "exit 0")
    assert node_packages.programs() == []


def test_the_package_is_fetched_once_from_its_lock(
    stand_in: StandIn, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls = tmp_path / "calls"
    stand_in("npm", f'echo "$1" >> {calls}')
    monkeypatch.setattr(node_packages, "PACKAGE_FOLDER", tmp_path / "place")
    monkeypatch.setattr(node_packages, "_STAMP", tmp_path / "place" / "stamp")
    assert node_packages.prepare() == node_packages.prepare() == tmp_path / "place"
    assert calls.read_text() == "ci\n"
    assert (tmp_path / "place" / "package-lock.json").read_bytes() == node_packages.LISTS[1].read_bytes()
