"""A whole report in words. In English: it is for whoever mends the fault."""

import platform
import sys
from collections.abc import Iterable
from datetime import datetime

from PySide6.QtCore import qVersion

from kanbert_desktop import __version__
from kanbert_desktop.net.redaction import redact


def report(when: datetime, lines: Iterable[str]) -> str:
    """What ran here, then `lines`. `when` is aware."""
    how = "bundled" if getattr(sys, "frozen", False) else "from its sources or a package"
    head = (
        f"Kanbert Desktop {__version__}, {how}: report of a fault",
        f"{when:%Y-%m-%d %H:%M:%S %Z}",
        f"Python {platform.python_version()}, Qt {qVersion()}, {platform.platform(terse=True)}",
        "It holds no card text, no names and no secrets, and has been sent to nobody.",
        "",
    )
    return redact("\n".join((*head, *lines, "")))
