"""Killed around the transaction that changes a card: the inbox tells of it exactly once."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

TIMEOUT_SECONDS = 60


def receive(folder: Path, column: str, point: str = "never") -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-m", "support.killed_recorder", str(folder), column, point],
        cwd=Path(__file__).parents[1],
        capture_output=True,
        text=True,
        timeout=TIMEOUT_SECONDS,
        check=False,
    )


@pytest.mark.parametrize("point", ["before the news", "between news and rows", "after the rows"])
def test_a_kill_neither_loses_nor_repeats_news(tmp_path: Path, point: str) -> None:
    assert json.loads(receive(tmp_path, "New").stdout) == []
    assert receive(tmp_path, "WIP", point).returncode == -9
    again = receive(tmp_path, "WIP")
    assert again.returncode == 0, again.stderr
    assert json.loads(again.stdout) == [["moved", "New", "WIP"]]
