"""How this program starts itself once more."""

import sys


def own_program() -> list[str]:
    """The words before its own arguments: of a frozen program its file, else Python and the package."""
    return [sys.executable] if getattr(sys, "frozen", False) else [sys.executable, "-m", "kanbert_desktop"]
