"""Locates files of `resources/`; standard library only, so that every package may import it."""

import sys
from functools import cache
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def resource(name: str) -> Path:
    """Returns the path of a file or folder below `resources/`; `name` uses forward slashes."""
    return folder() / name


@cache
def folder() -> Path:
    """Returns the folder: beside a bundled program, in an installed package, or at the top of a checkout."""
    bundled = Path(getattr(sys, "_MEIPASS", _PACKAGE)) / "resources"
    candidates = (bundled, _PACKAGE / "_resources", _PACKAGE.parent / "resources")
    return next((candidate for candidate in candidates if candidate.is_dir()), candidates[-1])
