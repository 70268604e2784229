"""The inbox's file: private, made on first use, made again if it cannot be read, closed for good."""

import sqlite3
from pathlib import Path

import pytest

from kanbert_desktop.store import inbox
from kanbert_desktop.store.inbox import EntryRow, InboxFile, Mark, NewsRow

ENTRY = EntryRow("card", "board", "Half a character: \ud800", "2026-11-24", "2026-11-25")
NEWS = NewsRow("card", "moved", "", "New", "WIP", "", "2026-11-24")


def fill(file: InboxFile) -> None:
    file.write(lambda db: (inbox.put_entries(db, [ENTRY]), inbox.put_news(db, [NEWS])))


def entries(file: InboxFile) -> list[EntryRow]:
    nothing: list[EntryRow] = []
    return file.read(inbox.open_entries, nothing)


def test_reading_makes_no_file(tmp_path: Path) -> None:
    file = InboxFile(tmp_path / "inbox.db")
    assert entries(file) == []
    assert not file.path.exists()


def test_it_is_private_and_keeps_its_rows(tmp_path: Path) -> None:
    file = InboxFile(tmp_path / "inbox.db")
    fill(file)
    file.sync_to_disk()
    assert file.path.stat().st_mode & 0o777 == 0o600
    file.close()
    again = InboxFile(file.path)
    assert [row.title for row in entries(again)] == ["Half a character: \ufffd"]
    assert again.read(inbox.shown_news, []) == [NEWS]
    again.close()


def test_a_mark_is_only_for_what_had_been_received(tmp_path: Path) -> None:
    file = InboxFile(tmp_path / "inbox.db")
    fill(file)
    file.write(lambda db: inbox.mark(db, [Mark("card", "2026-11-24", 1, 1, None)]))
    assert len(entries(file)) == 1
    file.write(lambda db: inbox.mark(db, [Mark("card", "2026-11-25", 1, 1, None)]))
    assert entries(file) == []
    file.close()


@pytest.mark.parametrize("content", [b"no database" * 1000, b""], ids=["other bytes", "empty"])
def test_an_unreadable_file_is_made_again(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "inbox.db"
    path.write_bytes(content)
    file = InboxFile(path)
    assert entries(file) == []
    fill(file)
    assert len(entries(file)) == 1
    file.close()


def test_a_file_of_other_tables_is_made_again(tmp_path: Path) -> None:
    path = tmp_path / "inbox.db"
    with sqlite3.connect(path) as db:
        db.execute("CREATE TABLE entries (x)")
        db.execute("PRAGMA user_version = 1")
    db.close()
    file = InboxFile(path)
    fill(file)
    assert len(entries(file)) == 1
    file.close()


def test_a_failed_job_leaves_nothing_behind(tmp_path: Path) -> None:
    file = InboxFile(tmp_path / "inbox.db")

    def fail(db: sqlite3.Connection) -> None:
        inbox.put_entries(db, [ENTRY])
        raise OSError

    with pytest.raises(OSError):  # noqa: PT011  its own
        file.write(fail)
    assert entries(file) == []
    file.close()


def test_nothing_is_written_after_the_end(tmp_path: Path) -> None:
    file = InboxFile(tmp_path / "inbox.db")
    file.close()
    fill(file)
    file.sync_to_disk()
    assert not file.path.exists()
    assert entries(file) == []
