"""`dev.py tarball`: builds the archive in `dist/` with program, desktop files, and install and uninstall scripts."""

import platform
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path

from bundle import build as bundling
from bundle import freeze
from debian import dependencies
from devtools.paths import BUILD, DIST, PACKAGING
from devtools.steps import StepError, run_command, step
from devtools.system_packages import DEBIAN, need
from freedesktop import share_tree as desktop

TARBALL_SOURCES = PACKAGING / "tarball"
TARBALL_BUILD = BUILD / "tarball"
SCRIPTS = ("install.sh", "uninstall.sh")


def tarball(arguments: Sequence[str]) -> int:
    if arguments:
        raise StepError("`tarball` takes no arguments.")
    archive = build()
    print(f"{archive}: {archive.stat().st_size / bundling.MEBIBYTE:.0f} MiB")
    return 0


def build() -> Path:
    folder = lay_out()
    archive = pack(folder, DIST / f"{folder.name}.tar.xz")
    bundling.write_bill_of_materials(archive, with_debian_libraries=True)
    return archive


def lay_out() -> Path:
    """The folder that the archive contains."""
    if sys.platform != "linux":
        raise StepError("The archive with its scripts is for Linux only.")
    need([*DEBIAN, "xz-utils"], "the archive")
    frozen = bundling.current_bundle()
    folder = TARBALL_BUILD / f"kanbert-desktop-{freeze.version()}-linux-{platform.machine()}"
    with step("Laying out the archive"):
        write_folder(folder, frozen)
        desktop.write(folder / "share", frozen / desktop.NAME, "@PROGRAM@")
        # The path of the program in the menu entry is known only after installation.
        entry = folder / "share" / "applications" / f"{desktop.NAME}.desktop"
        entry.write_text(desktop.entry("@PROGRAM@"), "utf-8")
        names = [relation.split()[0] for relation in dependencies.all_binaries(folder / "program")]
        (folder / "needs.txt").write_text("\n".join(names) + "\n", "utf-8")
    return folder


def write_folder(folder: Path, frozen: Path) -> None:
    shutil.rmtree(TARBALL_BUILD, ignore_errors=True)
    shutil.copytree(frozen, folder / "program", symlinks=True)
    for name in (*SCRIPTS, "README.txt"):
        shutil.copyfile(TARBALL_SOURCES / name, folder / name)
        (folder / name).chmod(0o755 if name in SCRIPTS else 0o644)


def pack(folder: Path, archive: Path) -> Path:
    """Reproducible: the same bytes from the same folder, whoever packs it and when."""
    archive.parent.mkdir(exist_ok=True)
    plain: list[str | Path] = [
        *("tar", "--create", "--directory", folder.parent, "--sort=name", f"--mtime=@{freeze.epoch()}"),
        *("--owner=0", "--group=0", "--numeric-owner", "--mode=u+rw,go+r-w,a+X", "--format=gnu"),
    ]
    with step("Packing it"):
        # Another number of threads would cut the archive into other blocks.
        run_command(
            [*plain, "--use-compress-program=xz --threads=2", "--file", archive, folder.name],
            "pack the archive",
        )
    return archive
