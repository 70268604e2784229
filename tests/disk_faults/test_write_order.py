"""Durability of a rename: the file is on disk before its new name, the folder after it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from disk_faults.fork_server import ForkServer
from disk_faults.shim import Operation, operations
from disk_faults.write_order import order_violations, renamed
from kanbert_desktop.store.database import open_store
from support.damaged_store import Sample, make_sample
from support.released_stores import downgrade_to

Prepare = Callable[[Path, Sample], None]


def nothing(_folder: Path, _sample: Sample) -> None:
    """A new folder."""


def damaged(folder: Path, sample: Sample) -> None:
    (folder / "store.db").write_bytes(bytes(100) + sample.closed[100:])


def of_an_earlier_version(folder: Path, _sample: Sample) -> None:
    assert open_store(folder / "store.db").store.close()
    downgrade_to(folder / "store.db", 1)


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Sample:
    return make_sample(tmp_path_factory.mktemp("sample"))


@pytest.mark.parametrize(
    ("workload", "prepare", "names"),
    [
        ("disk_faults.store_workloads:start", nothing, {"store.db"}),
        ("disk_faults.store_workloads:start", damaged, {"store.db"}),
        ("disk_faults.store_workloads:start", of_an_earlier_version, set()),
        ("disk_faults.file_workloads:change_a_setting", nothing, {"settings.json"}),
        ("disk_faults.file_workloads:remember_an_account", nothing, {"index.json"}),
        ("disk_faults.file_workloads:name_the_profile", nothing, {"profile-id"}),
        ("disk_faults.file_workloads:export", nothing, {"boards.json"}),
    ],
    ids=["new store", "damaged store", "upgraded store", "settings", "accounts", "profile id", "export"],
)
def test_a_file_is_on_the_disk_before_it_takes_its_name_and_its_folder_after_it(
    fork_server: ForkServer,
    tmp_path: Path,
    sample: Sample,
    *,
    workload: str,
    prepare: Prepare,
    names: set[str],
) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    prepare(folder, sample)
    process = fork_server.run(workload, folder, record=tmp_path / "record")
    assert process.code == 0, process
    done = operations(tmp_path / "record")
    assert order_violations(done) == []
    taken = {new.name for _, new in renamed(done)}
    assert taken >= names
    assert taken


def test_a_rename_without_its_syncs_is_noticed() -> None:
    old, new = Path("/p/draft"), "/p/name"
    write, rename = Operation("write", old, ""), Operation("rename", old, new)
    sync, folder = Operation("fsync", old, ""), Operation("fsync", Path("/p"), "")
    assert order_violations([write, sync, rename, folder]) == []
    assert len(order_violations([write, rename, folder])) == 1
    assert len(order_violations([write, sync, rename])) == 1
    assert len(order_violations([sync, write, rename, folder])) == 1
