"""What a screenshot is like, measured by ImageMagick."""

from pathlib import Path

from devtools.steps import run_command


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
