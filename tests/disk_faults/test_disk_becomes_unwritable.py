"""The disk turns read-only or full under an open store, as ext4 does after an error: reported, kept, and saved later."""

from itertools import count
from pathlib import Path

import pytest

from disk_faults.fork_server import ForkServer
from disk_faults.shim import FaultKind


@pytest.mark.parametrize(
    "kind", [FaultKind.READ_ONLY, FaultKind.DISK_FULL, FaultKind.IO_ERROR], ids=lambda kind: kind.name
)
def test_a_save_reported_as_failed_is_not_there_at_the_next_start(
    fork_server: ForkServer, tmp_path: Path, kind: FaultKind
) -> None:
    """A log's last frames may be written whole and not be on the disk: who repeats the edit then would double it."""
    result = set[str]()
    for at in count(1):
        folder = tmp_path / str(at)
        folder.mkdir()
        process = fork_server.run("disk_faults.edit_workloads:save_once", folder, int(kind), at)
        assert process.code == 0, process
        output = {name: value for line in process.reports for name, value in line.items()}
        again = fork_server.run("disk_faults.store_workloads:start", folder)
        stored = again.reports[0]["drafts"]
        if output["outcome"] == "saved":
            assert stored == {"a": "text"}, at
        elif output["outcome"] != "save_unclear":
            assert stored == {}, (at, output["outcome"])
        result.add(output["outcome"])
        if output["operations"] < at:
            break
    assert result > {"saved"}
    assert ("save_unclear" in result) is (kind is FaultKind.READ_ONLY)


@pytest.mark.parametrize(
    ("kind", "key"),
    [
        (FaultKind.READ_ONLY, "store_unwritable"),
        (FaultKind.DISK_FULL, "disk_full"),
        (FaultKind.IO_ERROR, "store_unwritable"),
    ],
    ids=["read-only", "full", "one failed write"],
)
def test_an_edit_is_shown_reported_and_saved_when_possible(
    fork_server: ForkServer, tmp_path: Path, kind: FaultKind, key: str
) -> None:
    process = fork_server.run("disk_faults.edit_workloads:edit_while_read_only", tmp_path, int(kind), 1)
    assert process.code == 0, process
    assert "Traceback" not in process.errors
    assert "Nummer" not in process.errors
    result = {name: value for line in process.reports for name, value in line.items()}
    assert sorted(result["shown"]) == ["Nummer 1", "Nummer 2", "Nummer 3"]
    assert sorted(result["kept"]) == ["kd-1", "kd-2", "kd-3"]
    # A single failed write may be repaired before anything is reported.
    optional = key if kind is FaultKind.IO_ERROR else None
    assert result.get("event", optional) == result.get("refused", optional) == key
