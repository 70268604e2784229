"""`dev.py deb`: the Debian package in `dist/`, looked through by the validators."""

import subprocess
from collections.abc import Sequence
from pathlib import Path

from bundle import command as bundling
from bundle import freezing, report
from debian import checking, control, depends, layout
from debian.places import LIBRARY, NAME, TREE
from devtools.places import DIST
from devtools.steps import StepError, carry_out, step
from devtools.system_packages import DEBIAN, need


def deb(arguments: Sequence[str]) -> int:
    if arguments:
        raise StepError("`deb` takes no arguments.")
    package = build()
    for tag in checking.check(package, TREE / "usr" / "share"):
        print(tag)
    print(f"{package}: {package.stat().st_size / bundling.MEBIBYTE:.0f} MiB")
    return 0


def build() -> Path:
    """The package, from the frozen folder as it is or made anew where a source has changed."""
    need(DEBIAN, "the Debian package")
    frozen = bundling.current()
    with step("Laying out the Debian package"):
        layout.write(TREE, frozen, report.read())
        layout.write_control(TREE, architecture(), depends.all_of(TREE / LIBRARY))
    target = DIST / f"{NAME}_{control.version(freezing.version())}_{architecture()}.deb"
    DIST.mkdir(exist_ok=True)
    with step("Packing it"):
        packed = ["env", f"SOURCE_DATE_EPOCH={freezing.epoch()}", "dpkg-deb", "--root-owner-group", "-Zxz"]
        carry_out([*packed, "--build", TREE, target], "pack the Debian package")
    return target


def architecture() -> str:
    asked = subprocess.run(["dpkg", "--print-architecture"], capture_output=True, text=True, check=True)
    return asked.stdout.strip()
