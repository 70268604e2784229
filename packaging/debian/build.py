"""`dev.py deb`: builds the Debian package in `dist/` and runs the validators."""

import subprocess
from collections.abc import Sequence
from pathlib import Path

from bundle import build as bundling
from bundle import build_report, freeze
from debian import control, dependencies, layout, validate
from debian.paths import LIBRARY, NAME, TREE
from devtools.paths import DIST
from devtools.steps import StepError, run_command, step
from devtools.system_packages import DEBIAN, need


def deb(arguments: Sequence[str]) -> int:
    if arguments:
        raise StepError("`deb` takes no arguments.")
    package = build()
    for tag in validate.check(package, TREE / "usr" / "share"):
        print(tag)
    print(f"{package}: {package.stat().st_size / bundling.MEBIBYTE:.0f} MiB")
    return 0


def build(compression: str = "xz") -> Path:
    """The package of the frozen folder, which is rebuilt if a source has changed."""
    need(DEBIAN, "the Debian package")
    frozen = bundling.current_bundle()
    with step("Laying out the Debian package"):
        layout.write(TREE, frozen, build_report.read())
        layout.write_control(TREE, architecture(), dependencies.all_binaries(TREE / LIBRARY))
    target = DIST / f"{NAME}_{control.version(freeze.version())}_{architecture()}.deb"
    DIST.mkdir(exist_ok=True)
    with step("Packing it"):
        packed = ["env", f"SOURCE_DATE_EPOCH={freeze.epoch()}", "dpkg-deb", "--root-owner-group"]
        run_command([*packed, f"-Z{compression}", "--build", TREE, target], "pack the Debian package")
    bundling.write_bill_of_materials(target, with_debian_libraries=False)
    return target


def architecture() -> str:
    asked = subprocess.run(["dpkg", "--print-architecture"], capture_output=True, text=True, check=True)
    return asked.stdout.strip()
