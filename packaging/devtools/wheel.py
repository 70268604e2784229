"""`dev.py wheel`: what pip, pipx and uv install, in `dist/`: the wheel, and the sources it can be made from again."""

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
    """The wheel; the sources lie beside it. Both are the same byte for byte from the same checkout."""
    environment.prepare()
    with step("Building wheel and sources"):
        told = run_command([PYTHON, "-m", "hatchling", "build", "-d", DIST], "build the wheel").stdout
    return DIST / next(Path(word).name for word in told.split() if word.endswith(".whl"))


def sources(wheel: Path) -> Path:
    """The archive of sources beside a wheel."""
    return wheel.with_name("-".join(wheel.name.split("-")[:2]) + ".tar.gz")
