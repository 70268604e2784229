"""Several processes may open one folder, even a new one at the same moment."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from kanbert_desktop.sandbox.state import connect


def overtaken(path: Path, link: Callable[..., None], others: list[str]) -> Callable[..., None]:
    """`os.link`, but another process places its file just before."""

    def link_second(source: Path, target: Path) -> None:
        with pytest.MonkeyPatch.context() as first:
            first.setattr(os, "link", link)
            other = connect(path)
        others.append(other.execute("PRAGMA journal_mode").fetchone()[0])
        other.execute("INSERT INTO notes VALUES ('who', 'the other')")
        other.close()
        link(source, target)

    return link_second


def test_the_file_of_the_faster_process_is_used_by_both(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, others = tmp_path / "sandbox.db", list[str]()
    monkeypatch.setattr(os, "link", overtaken(path, os.link, others))
    db = connect(path)
    assert db.execute("SELECT value FROM notes").fetchone()[0] == "the other"
    db.close()
    assert others == ["wal"]
    assert [one.name for one in tmp_path.iterdir()] == ["sandbox.db"]
