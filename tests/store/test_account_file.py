"""A file of its own beside the store."""

from pathlib import Path

import pytest

from kanbert_desktop.store import efforts
from kanbert_desktop.store.account_file import AccountFile
from kanbert_desktop.store.files import create_private


def test_a_file_that_is_just_being_made_is_not_damaged(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """The writer's thread makes the file and then its tables; the window may read in between."""
    path = tmp_path / efforts.FILE_NAME
    create_private(path)
    file = AccountFile(path, efforts.SCHEMA)
    assert file.read(efforts.loads, {"": "none"}) == {"": "none"}
    file.write(lambda db: efforts.note(db, {}, {"recent": "now"}))
    assert file.read(efforts.loads, {}) == {"recent": "now"}
    file.close()
    assert [one.name for one in tmp_path.iterdir() if "damaged" in one.name] == []
    assert caplog.messages == []


def test_a_file_of_other_tables_is_replaced(tmp_path: Path) -> None:
    path = tmp_path / efforts.FILE_NAME
    other = AccountFile(path, "CREATE TABLE others (name TEXT);")
    other.write(lambda db: db.execute("INSERT INTO others VALUES ('x')"))
    other.close()
    file = AccountFile(path, efforts.SCHEMA)
    assert file.read(efforts.loads, {"": "none"}) == {"": "none"}
    file.write(lambda db: efforts.note(db, {}, {"recent": "now"}))
    assert file.read(efforts.loads, {}) == {"recent": "now"}
    file.close()
    assert len([one for one in tmp_path.iterdir() if "damaged" in one.name and one.suffix == ".db"]) == 1
