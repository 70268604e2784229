"""The tree that dpkg unpacks: the frozen folder below /usr/lib, desktop files below /usr/share."""

import gzip
import os
import shutil
from collections.abc import Sequence
from pathlib import Path

from bundle import freeze, licences
from bundle.build_report import Report
from debian import control, dependencies
from debian.copyright import copyright_of
from debian.paths import DEBIAN_SOURCES, DOCUMENTS, LIBRARY, NAME
from freedesktop import share_tree as desktop

FOLDER, FILE, PROGRAM = 0o755, 0o644, 0o755


def write(tree: Path, frozen: Path, report: Report) -> None:
    shutil.rmtree(tree, ignore_errors=True)
    shutil.copytree(frozen, tree / LIBRARY, symlinks=True)
    remove_paths(tree / LIBRARY / "_internal", dependencies.dependencies(report))
    (tree / "usr" / "bin").mkdir()
    (tree / "usr" / "bin" / NAME).symlink_to(Path("..", "lib", NAME, NAME))
    # Checked for the whole folder: it runs here, whichever libraries this machine has.
    desktop.write(tree / "usr" / "share", frozen / NAME, f"/usr/bin/{NAME}")
    move_zsh_completion(tree / "usr" / "share" / "zsh")
    _pack(tree / "usr" / "share" / "man" / "man1" / f"{NAME}.1")
    _write_documents(tree, frozen)
    _set_modes(tree)


def move_zsh_completion(folder: Path) -> None:
    """Debian's zsh has a folder of its own for completions of packages."""
    (folder / "site-functions").rename(folder / "vendor-completions")


def remove_paths(folder: Path, paths: set[str]) -> None:
    """Removes what the distribution provides, and links to it."""
    for name in paths:
        (folder / name).unlink(missing_ok=True)
    for path in [path for path in folder.rglob("*") if path.is_symlink() and not path.exists()]:
        path.unlink()


def write_control(tree: Path, architecture: str, needs: Sequence[str]) -> None:
    size = sum(path.lstat().st_size for path in tree.rglob("*") if not path.is_dir())
    folder = tree / "DEBIAN"
    folder.mkdir()
    text = control.control(freeze.version(), architecture, size // 1024, needs, dependencies.RECOMMENDED)
    (folder / "control").write_text(text, "utf-8")
    (folder / "md5sums").write_text(control.checksums(tree), "utf-8")
    for path in folder.iterdir():
        path.chmod(FILE)


def _write_documents(tree: Path, frozen: Path) -> None:
    documents = tree / DOCUMENTS
    documents.mkdir(parents=True)
    carried = [one for one in licences.read(frozen) if not licences.is_left_to_debian(one)]
    (documents / "copyright").write_text(copyright_of(carried), "utf-8")
    log = documents / "changelog"
    log.write_text(control.changelog(freeze.version(), int(freeze.epoch())), "utf-8")
    _pack(log)
    overrides = tree / "usr" / "share" / "lintian" / "overrides" / NAME
    overrides.parent.mkdir(parents=True)
    shutil.copyfile(DEBIAN_SOURCES / "lintian-overrides", overrides)


def _pack(path: Path) -> None:
    """As small as possible, and without a time stamp."""
    path.with_name(f"{path.name}.gz").write_bytes(gzip.compress(path.read_bytes(), 9, mtime=0))
    path.unlink()


def _set_modes(tree: Path) -> None:
    """Independent of the builder's umask. Only programs are executable."""
    for path in [tree, *tree.rglob("*")]:
        if path.is_symlink():
            continue
        if path.is_dir():
            path.chmod(FOLDER)
        else:
            started = os.access(path, os.X_OK) and path.parent == tree / LIBRARY
            path.chmod(PROGRAM if started else FILE)
