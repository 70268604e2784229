"""What a screenshot is like, measured by ImageMagick."""

import re
from pathlib import Path

from devtools.steps import run_command

_NOTICEABLE = "4%"
_AREA = re.compile(r"(\d+)x(\d+)\+(\d+)\+(\d+)$")


def brightness(picture: Path) -> float:
    """The mean of all pixels, from 0 for black to 1 for white."""
    return _measured(picture, "mean")


def contrast(picture: Path) -> float:
    """The standard deviation of all pixels, from 0 to 0.5."""
    return _measured(picture, "standard_deviation")


def crop(picture: Path, x: int, y: int, width: int, height: int) -> None:
    """In place."""
    area = f"{width}x{height}+{x}+{y}"
    run_command(["mogrify", "-crop", area, "+repage", picture], "crop a screenshot")


def width(picture: Path) -> int:
    return int(run_command(["identify", "-format", "%w", picture], "measure a screenshot").stdout)


def changed_area(before: Path, after: Path) -> tuple[int, int, int, int] | None:
    """What encloses all that differs, as x, y, width and height; None if nothing does."""
    found = _AREA.match(_difference(before, after, "%@"))
    width, height, x, y = map(int, found.groups()) if found else (0, 0, 0, 0)
    return (x, y, width, height) if width * height else None


def changed_share(before: Path, after: Path) -> float:
    """How much of all pixels differs, from 0 to 1."""
    return float(_difference(before, after, "%[fx:mean]"))


def _difference(before: Path, after: Path, wanted: str) -> str:
    command: list[str | Path] = [before, after, "-compose", "difference", "-composite"]
    command += ["-colorspace", "Gray", "-threshold", _NOTICEABLE, "-format", wanted, "info:"]
    return run_command(["convert", *command], "compare two screenshots").stdout.strip()


def _measured(picture: Path, value: str) -> float:
    command: list[str | Path] = [
        "identify",
        "-alpha",
        "off",
        "-colorspace",
        "Gray",
        "-format",
        f"%[fx:{value}]",
        picture,
    ]
    return float(run_command(command, "measure a screenshot").stdout)
