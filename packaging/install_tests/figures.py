"""`test-packages figures`: size and start beside Debian's own Qt programs, all in one minimal Debian."""

import json
import os
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from debian.paths import NAME
from devtools.steps import StepError, step
from install_tests.bare_debian import BareDebian
from install_tests.run_as_user import run_as_user, shared_folder
from install_tests.start_times import RUNS, TIMES
from install_tests.user_scenario import PROGRAMS

_UNITS = {"B": 1e-6, "kB": 1e-3, "MB": 1.0, "GB": 1e3}
_FETCHED = re.compile(r"Need to get (?:[\d.,]+ \w+/)?([\d.,]+) (\w+) of archives")
_UNPACKED = re.compile(r"After this operation, ([\d.,]+) (\w+) of additional disk space")
_HEADER = "| program | download | installed | to its window | processor |\n| --- | --: | --: | --: | --: |"


class Size(NamedTuple):
    """In megabytes, as apt counts."""

    packed: float
    unpacked: float


def measure(package: Path, archive: Path) -> None:
    """Prints a table. Sizes include everything that the minimal Debian lacks, but nothing that is recommended."""
    root = BareDebian("figures")
    root.make()
    inside = str(root.copy_in(package, "/tmp"))  # noqa: S108  inside the bare Debian, which is ours
    wanted = {name: inside if name == NAME else name for name in PROGRAMS}
    sizes = {name: size(root, package) for name, package in wanted.items()}
    with step(f"Installing {len(wanted)} programs"):
        root.install(*wanted.values())
    load = os.getloadavg()[0]
    with shared_folder(root) as folder:
        run_as_user("starts", root, f"/usr/bin/{NAME}", folder)
        times = json.loads((folder / TIMES).read_text())
    print("\n".join(rows(sizes, times)))
    print(f"Medians of {RUNS} starts, load {load:.1f}.")
    for file in (package, archive):
        print(f"{file.name}: {file.stat().st_size / 1e6:.0f} MB")


def rows(sizes: Mapping[str, Size], times: Mapping[str, Sequence[float]]) -> Iterator[str]:
    yield _HEADER
    for name, needs in sizes.items():
        wall, processor = times[name]
        cells = (
            f"{needs.packed:.0f} MB",
            f"{needs.unpacked:.0f} MB",
            f"{wall:.0f} ms",
            f"{processor:.0f} ms",
        )
        yield f"| {name} | {' | '.join(cells)} |"


def size(root: BareDebian, package: str) -> Size:
    """As apt announces it; `package` is a name or a file."""
    answer = root.try_run("apt-get", "--assume-no", "--no-install-recommends", "install", package).stdout
    return announced(answer)


def announced(answer: str) -> Size:
    """Reads what apt announces. Raises `StepError` if it announces no sizes."""
    packed, unpacked = _FETCHED.search(answer), _UNPACKED.search(answer)
    if packed is None or unpacked is None:
        raise StepError(f"apt announces no sizes:\n{answer}")
    return Size(*(float(found[1].replace(",", "")) * _UNITS[found[2]] for found in (packed, unpacked)))
