"""The tests' small and read-only disks behave like real ones."""

import errno
from pathlib import Path

import pytest

from support.small_disk import fill_up, read_only_mount, small_disk


def test_a_small_disk_runs_full_and_has_room_again() -> None:
    with small_disk(1 << 20) as disk:
        ballast = fill_up(disk)
        with pytest.raises(OSError) as caught:  # noqa: PT011  the number says which
            (disk / "more").write_bytes(bytes(10_000))
        assert caught.value.errno == errno.ENOSPC
        ballast.unlink()
        (disk / "more").write_bytes(bytes(10_000))
    assert not disk.exists()


def test_a_small_disk_can_be_filled_except_for_a_few_bytes() -> None:
    with small_disk(1 << 20) as disk:
        fill_up(disk, spare=100_000)
        (disk / "more").write_bytes(bytes(50_000))
        with pytest.raises(OSError, match="space"):
            (disk / "still more").write_bytes(bytes(200_000))


def test_a_read_only_mount_rejects_even_root_and_ends(tmp_path: Path) -> None:
    (tmp_path / "old").write_text("as it was")
    with read_only_mount(tmp_path):
        with pytest.raises(OSError) as caught:  # noqa: PT011
            (tmp_path / "new").write_text("")
        assert caught.value.errno == errno.EROFS
        assert (tmp_path / "old").read_text() == "as it was"
    (tmp_path / "new").write_text("")
