"""Real file systems for tests: a small one that fills up, and a read-only mount."""

import contextlib
import os
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from devtools.system_packages import privilege

_BLOCK = 4096


@contextmanager
def small_disk(size_bytes: int) -> Iterator[Path]:
    """An empty folder on a tmpfs of its own with room for `size_bytes` only.

    Only this user can access it; it is removed afterwards.
    """
    with tempfile.TemporaryDirectory(prefix="kd-disk-") as folder:
        place = Path(folder) / "disk"
        place.mkdir()
        owner = f"uid={os.getuid()},gid={os.getgid()},mode=0700"
        _run_as_root("mount", "-t", "tmpfs", "-o", f"size={size_bytes},{owner}", "kd-test", str(place))
        try:
            yield place
        finally:
            _unmount(place)


@contextmanager
def read_only_mount(path: Path) -> Iterator[Path]:
    """`path` is read-only for everybody, root too, until the end of the block.

    Files that are already open can still be written: the kernel checks when a file is opened.
    """
    _run_as_root("mount", "--bind", str(path), str(path))
    try:
        _run_as_root("mount", "-o", "remount,bind,ro", str(path))
        yield path
    finally:
        _unmount(path)


def fill_up(folder: Path, *, spare: int = 0) -> Path:
    """Writes a file until the disk is full except for `spare` bytes; removing the file frees the room."""
    ballast = folder / "ballast"
    # Unbuffered: each write is one system call.
    with ballast.open("wb", buffering=0) as file:
        with contextlib.suppress(OSError):
            while file.write(bytes(_BLOCK)):
                pass
        size = file.tell()
        if spare:
            file.truncate(max(0, size - spare))
    return ballast


def fill_completely(write: Callable[[bytes], object], error: type[Exception]) -> None:
    """After `fill_up`: a database's log may have room for a few more changes, until a `write` ends in `error`."""
    for _ in range(1000):
        try:
            write(bytes(100_000))
        except error:
            return
    raise AssertionError("There is still room.")


def _unmount(folder: Path) -> None:
    # Lazily: a process left behind by a failed test must not keep the mount and the folder.
    _run_as_root("umount", "--lazy", str(folder))


def _run_as_root(*command: str) -> None:
    as_root = privilege()
    if as_root is None:
        raise RuntimeError(
            "This test mounts a file system: run the tests as root, with password-less sudo, or in `unshare -rm`."
        )
    subprocess.run([*as_root, *command], check=True, capture_output=True, timeout=60)
