"""Lists what a bundle contains and compares two bundles."""

import hashlib
import os
import re
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from bundle import environment
from bundle.build_report import Report
from bundle.paths import BUNDLE_BUILD, EXECUTABLE_SUFFIX, PYTHON, SOURCE
from bundle.trim import is_test_code
from devtools.paths import PACKAGING, ROOT
from devtools.steps import run_command


def fingerprints(folder: Path) -> dict[str, str]:
    """The checksum of each file by path; the target of each link."""
    return {
        path.relative_to(folder).as_posix(): _fingerprint(path)
        for path in sorted(folder.rglob("*"))
        if path.is_symlink() or path.is_file()
    }


def _fingerprint(path: Path) -> str:
    if path.is_symlink():
        return f"-> {path.readlink()}"
    mode = "x" if path.stat().st_mode & 0o100 else "-"
    return mode + hashlib.sha256(path.read_bytes()).hexdigest()


def differences(one: dict[str, str], other: dict[str, str]) -> list[str]:
    return sorted(name for name in one.keys() | other.keys() if one.get(name) != other.get(name))


ELF = b"\x7fELF"
SECRETS = re.compile(
    rb"-----BEGIN [A-Z ]*PRIVATE KEY-----\s+[A-Za-z0-9+/]{20}|ghp_[A-Za-z0-9]{36}|AKIA[0-9A-Z]{16}"
)


def find_problems(folder: Path, report: Report) -> list[str]:
    """One line a problem; empty if all is well."""
    return [
        *(
            f"{path}: a path of the building machine"
            for path in [*_files_with_build_paths(folder), *_modules_with_build_paths(folder)]
        ),
        *(f"{path}: looks like a secret" for path in _secrets(folder)),
        *(f"{module}: test code" for module in report.modules if is_test_code(module)),
        *(f"{path}: test code" for path in _files(folder) if is_test_code(_inside(path, folder))),
        *(f"{path}: {library} is missing" for path, library in missing_libraries(folder)),
    ]


def build_machine_paths() -> list[bytes]:
    """Paths of this machine that must not be shipped: the checkout, Python's prefix and their temporary folder."""
    paths = {str(ROOT), str(BUNDLE_BUILD)}
    if sys.base_prefix not in ("/usr", "/usr/local"):
        paths.add(sys.base_prefix)
    return sorted(path.encode() for path in paths)


def _files_with_build_paths(folder: Path) -> Iterator[Path]:
    texts = build_machine_paths()
    yield from (path for path in _files(folder) if any(text in path.read_bytes() for text in texts))


def _modules_with_build_paths(folder: Path) -> list[str]:
    program = folder / f"kanbert-desktop{EXECUTABLE_SUFFIX}"
    asked = run_command(
        [PYTHON, "-m", "bundle.read_archive", program, *(path.decode() for path in build_machine_paths())],
        "look into the program's archive",
        environment.plain_environment(PYTHONPATH=str(PACKAGING)),
    )
    return asked.stdout.split()


def _secrets(folder: Path) -> Iterator[Path]:
    """Searches our own files and files that are no programs; cryptography's libraries contain keys for self-tests."""
    looked_at = [*_files(SOURCE), *(path for path in _files(folder) if not _begins(path, ELF))]
    yield from (path for path in looked_at if SECRETS.search(path.read_bytes()))


def _inside(path: Path, folder: Path) -> str:
    return path.relative_to(folder).as_posix().removesuffix(".py")


def _files(folder: Path) -> list[Path]:
    return [path for path in sorted(folder.rglob("*")) if path.is_file() and not path.is_symlink()]


def programs(folder: Path) -> list[Path]:
    """Every file that the system's linker loads."""
    return [path for path in _files(folder) if _begins(path, ELF)]


def _begins(path: Path, magic: bytes) -> bool:
    with path.open("rb") as file:
        return file.read(len(magic)) == magic


def missing_libraries(folder: Path) -> Iterator[tuple[Path, str]]:
    """Searches as the program would: its own folder first, then the system's."""
    if sys.platform != "linux":
        return
    # The program itself sets the same; Qt's libraries search their own folder.
    variables = {**os.environ, "LD_LIBRARY_PATH": str(folder / "_internal")}
    for path in programs(folder):
        asked = subprocess.run(["ldd", path], env=variables, capture_output=True, text=True, check=False)
        yield from ((path, name) for name in not_found_in(asked.stdout.splitlines()))


def not_found_in(lines: Iterable[str]) -> Iterator[str]:
    yield from (line.split()[0] for line in lines if line.rstrip().endswith("=> not found"))
