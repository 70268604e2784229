"""The archive is reproducible and readable."""

import os
import tarfile
from pathlib import Path

from tarball import build


def write_folder(parent: Path, moment: int, mode: int) -> Path:
    """The same files, written at another time with another umask."""
    made = parent / "kanbert-desktop-1.0-linux"
    made.mkdir(parents=True)
    for name in ("install.sh", "README.txt"):
        (made / name).write_text(f"of {name}")
        (made / name).chmod(mode | (0o111 if name.endswith(".sh") else 0))
        os.utime(made / name, (moment, moment))
    return made


def test_the_same_files_make_the_same_archive(tmp_path: Path) -> None:
    archives = [
        build.pack(write_folder(tmp_path / str(moment), moment, mode), tmp_path / f"{moment}.tar.xz")
        for moment, mode in ((1, 0o600), (10**9, 0o664))
    ]
    assert archives[0].read_bytes() == archives[1].read_bytes()


def test_everybody_can_read_it_and_nobody_owns_it(tmp_path: Path) -> None:
    archive = build.pack(write_folder(tmp_path / "made", 1, 0o600), tmp_path / "archive.tar.xz")
    with tarfile.open(archive) as packed:
        files = {Path(one.name).name: one for one in packed if one.isfile()}
    assert {one.uid for one in files.values()} == {0}
    assert files["README.txt"].mode == 0o644
    assert files["install.sh"].mode == 0o755
