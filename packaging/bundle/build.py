"""`dev.py bundle`: builds and inspects the folder `build/kanbert-desktop` and collects its licences."""

import shutil
from collections.abc import Sequence
from pathlib import Path

from bundle import build_report, environment, freeze, inspection, licences, strip_build_info
from bundle.paths import PROGRAM, PYTHON, SOURCES_KEY
from devtools.paths import PACKAGING
from devtools.steps import StepError, run_command, step
from devtools.system_packages import LINKED, WINDOW, need

MEBIBYTE = 1 << 20


def bundle(arguments: Sequence[str]) -> int:
    """With `--twice`, builds twice and compares."""
    build()
    if "--twice" in arguments:
        first = inspection.fingerprints(PROGRAM)
        build()
        print(compare_builds(first, inspection.fingerprints(PROGRAM)))
    return 0


def current_bundle() -> Path:
    """The finished folder; rebuilt only if a source has changed."""
    if PROGRAM.is_dir() and SOURCES_KEY.exists() and SOURCES_KEY.read_text() == freeze.sources_key():
        return PROGRAM
    return build()


def build() -> Path:
    need([*WINDOW, *LINKED], "the bundle")
    SOURCES_KEY.unlink(missing_ok=True)
    key = freeze.sources_key()
    made = freeze.freeze()
    result = build_report.read()
    strip_build_info.strip_build_info(made, result)
    licences.write(made)
    shutil.rmtree(PROGRAM, ignore_errors=True)
    made.rename(PROGRAM)
    with step("Inspecting it"):
        if found := inspection.find_problems(PROGRAM, result):
            raise StepError("The folder must not be shipped:\n" + "\n".join(found))
    SOURCES_KEY.write_text(key)
    print(f"{PROGRAM}: {size(PROGRAM)}; untrimmed {result.bytes_before / MEBIBYTE:.0f} MiB")
    return PROGRAM


def write_bill_of_materials(package: Path, *, with_debian_libraries: bool) -> Path:
    """Writes what the package contains into a file beside it; the package was made of the finished folder.

    A Debian package depends on the libraries of other Debian packages instead of containing them.
    """
    target = package.with_name(f"{package.name}.cdx.json")
    options = [] if with_debian_libraries else ["--without-debian-libraries"]
    run_command(
        [PYTHON, "-m", "bundle.bill_of_materials", PROGRAM, target, *options],
        "list what the package contains",
        environment.plain_environment(PYTHONPATH=str(PACKAGING), SOURCE_DATE_EPOCH=freeze.epoch()),
    )
    return target


def size(folder: Path) -> str:
    total = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file() and not path.is_symlink())
    return f"{total / MEBIBYTE:.0f} MiB"


def compare_builds(one: dict[str, str], other: dict[str, str]) -> str:
    found = inspection.differences(one, other)
    if not found:
        return f"Built twice: all {len(one)} files are the same, byte for byte."
    return f"Built twice: {len(found)} of {len(one)} files differ:\n" + "\n".join(found)
