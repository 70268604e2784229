"""`dev.py wheel`: builds wheel and source archive, which pip, pipx and uv install, in `dist/`."""

from collections.abc import Sequence
from pathlib import Path

from devtools import environment
from devtools.paths import DIST, PYTHON
from devtools.steps import StepError, run_command, step


def make(arguments: Sequence[str]) -> int:
    if arguments:
        raise StepError("`wheel` takes no arguments.")
    print(build())
    return 0


def build() -> Path:
    """The wheel; the source archive is beside it. Both are byte for byte reproducible from the same checkout."""
    environment.prepare()
    with step("Building wheel and sources"):
        result = run_command([PYTHON, "-m", "hatchling", "build", "-d", DIST], "build the wheel").stdout
    return DIST / next(Path(word).name for word in result.split() if word.endswith(".whl"))


def sources(wheel: Path) -> Path:
    """The source archive beside a wheel."""
    return wheel.with_name("-".join(wheel.name.split("-")[:2]) + ".tar.gz")
