"""The disk turns read-only or full under an open store, as ext4 does after an error: told, kept, and saved later."""

from pathlib import Path

import pytest

from faults.nursery import Nursery
from faults.shim import Kind


@pytest.mark.parametrize(
    ("kind", "key"),
    [
        (Kind.READ_ONLY, "store_unwritable"),
        (Kind.DISK_FULL, "disk_full"),
        (Kind.IO_ERROR, "store_unwritable"),
    ],
    ids=["read-only", "full", "one failed write"],
)
def test_what_is_wished_then_is_shown_told_and_saved_when_it_can_be(
    nursery: Nursery, tmp_path: Path, kind: Kind, key: str
) -> None:
    life = nursery.live("faults.wishes:wish_while_it_is_read_only", tmp_path, int(kind), 1)
    assert life.code == 0, life
    assert "Traceback" not in life.errors
    assert "Nummer" not in life.errors
    told = {name: value for line in life.told for name, value in line.items()}
    assert sorted(told["shown"]) == ["Nummer 1", "Nummer 2", "Nummer 3"]
    assert sorted(told["kept"]) == ["kd-1", "kd-2", "kd-3"]
    assert told["event"] == key
    # A single failed write is tried again while the person waits for the rest.
    assert told.get("refused", key) == key
