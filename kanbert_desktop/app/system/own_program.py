"""The command that starts this program again; without Qt."""

import sys


def program_command() -> list[str]:
    """The command without arguments: the file of a frozen program, or Python and the package."""
    return [sys.executable] if getattr(sys, "frozen", False) else [sys.executable, "-m", "kanbert_desktop"]
