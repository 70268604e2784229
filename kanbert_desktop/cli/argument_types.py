"""Numeric argument types."""

import argparse
from collections.abc import Callable


def seconds(text: str) -> float:
    try:
        seconds = float(text)
    except ValueError:
        seconds = 0
    if not 0 < seconds <= 86_400:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number of seconds up to 86400")
    return seconds


def whole_number(maximum: int) -> Callable[[str], int]:
    def read(text: str) -> int:
        if not text.isdecimal() or int(text) > maximum:
            raise argparse.ArgumentTypeError(f"{text!r} is not a number from 0 to {maximum}")
        return int(text)

    return read
