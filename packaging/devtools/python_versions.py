"""The supported Pythons of this machine, and the suite on each of them."""

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence

from devtools.child_processes import ChildProcesses
from devtools.paths import BUILD, ENVIRONMENT, PACKAGING, ROOT

OLDEST = (3, 11)
NEWEST_SEARCHED = 29
Version = tuple[int, int]


def installed() -> dict[Version, str]:
    """Path of one Python for each version, oldest first; the running one stands for its own version."""
    here = sys.version_info[:2]
    found = {here: sys.executable}
    for minor in range(OLDEST[1], NEWEST_SEARCHED + 1):
        version = (OLDEST[0], minor)
        path = shutil.which(f"python{version[0]}.{minor}")
        if path and version not in found and is_release_build(path, version):
            found[version] = path
    return dict(sorted(found.items()))


def is_release_build(program: str, version: Version) -> bool:
    """False if it does not start, reports another version, or has no lock of its own kind (free threading)."""
    asked = (
        "import sys, sysconfig; "
        f"sys.exit(sys.version_info[:2] != {version} or bool(sysconfig.get_config_var('Py_GIL_DISABLED')))"
    )
    try:
        return subprocess.run([program, "-c", asked], capture_output=True, check=False).returncode == 0
    except OSError:
        return False


def test_on_each(arguments: Sequence[str]) -> int:
    """Exit code of the first that failed, after all have run; 0 if every one passed."""
    codes = {version: _test(version, program, arguments) for version, program in installed().items()}
    print()
    for (major, minor), code in codes.items():
        print(f"Python {major}.{minor}: {'the suite passed' if code == 0 else f'FAILED with {code}'}")
    return next((code for code in codes.values() if code), 0)


def _test(version: Version, program: str, arguments: Sequence[str]) -> int:
    name = f"{version[0]}.{version[1]}"
    print(f"\n=== The suite on Python {name} ({program}) ===", flush=True)
    # `.venv` stays with the Python that started this command.
    own = {} if version == sys.version_info[:2] else {ENVIRONMENT: str(BUILD / f"venv-{name}")}
    with ChildProcesses() as children:
        command = [program, str(PACKAGING / "dev.py"), "test", *arguments]
        return children.wait(children.start(command, {**os.environ, **own}, cwd=str(ROOT)))
