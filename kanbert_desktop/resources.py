"""Where a resource lies: the only place that knows. Standard library alone, so every room may ask."""

import sys
from functools import cache
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def resource(name: str) -> Path:
    """The file or folder `name` below `resources/`, given with forward slashes."""
    return folder() / name


@cache
def folder() -> Path:
    """In a bundle beside the program, in an installed wheel inside the package, else at the top of the checkout."""
    bundled = Path(getattr(sys, "_MEIPASS", _PACKAGE)) / "resources"
    candidates = (bundled, _PACKAGE / "_resources", _PACKAGE.parent / "resources")
    return next((candidate for candidate in candidates if candidate.is_dir()), candidates[-1])
