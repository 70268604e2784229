"""The text files of the package: control file, changelog, checksums."""

import hashlib
import os
import re
import time
from collections.abc import Sequence
from pathlib import Path

from debian.paths import NAME

DEFAULT_MAINTAINER = "The Kanbert Desktop authors <kanbert-desktop@localhost>"
"""Whoever builds the package for others sets Debian's own variables; no address is invented here."""
DESCRIPTION = """\
Kanban boards of Kanbert in a desktop program
 Sign in once with your browser, then view and edit your Kanbert boards at any
 time, online and offline.
 .
 Every change is saved on this computer first and sent when you are online. If
 it conflicts with somebody else's change, you see both versions and decide.
 .
 The command kanbert-desktop opens the window; with a verb it runs one command
 without a window."""


def maintainer() -> str:
    name, address = os.environ.get("DEBFULLNAME"), os.environ.get("DEBEMAIL")
    return f"{name} <{address}>" if name and address else DEFAULT_MAINTAINER


def version(program: str) -> str:
    """Debian's spelling of a Python version: a pre-release sorts before its release."""
    return re.sub(r"\.?(a|b|rc|dev)(\d+)", r"~\1\2", program)


def control(
    program: str, architecture: str, kibibytes: int, depends: Sequence[str], recommends: Sequence[str]
) -> str:
    """`program` is the program's own version."""
    fields = {
        "Package": NAME,
        "Version": version(program),
        "Section": "utils",
        "Priority": "optional",
        "Architecture": architecture,
        "Maintainer": maintainer(),
        "Installed-Size": str(kibibytes),
        "Depends": ", ".join(depends),
        "Recommends": ", ".join(recommends),
        "Description": DESCRIPTION,
    }
    return "".join(f"{name}: {value}\n" for name, value in fields.items())


def changelog(program: str, epoch: int) -> str:
    day = time.strftime("%a, %d %b %Y %H:%M:%S +0000", time.gmtime(epoch))
    return (
        f"{NAME} ({version(program)}) unstable; urgency=medium\n\n"
        f"  * Made from the sources of version {program}.\n\n"
        f" -- {maintainer()}  {day}\n"
    )


def checksums(tree: Path) -> str:
    """In the format of `dpkg --verify`."""
    files = sorted(path for path in tree.rglob("*") if path.is_file() and not path.is_symlink())
    sums = ((hashlib.md5(path.read_bytes(), usedforsecurity=False).hexdigest(), path) for path in files)
    return "".join(
        f"{digest}  {path.relative_to(tree).as_posix()}\n"
        for digest, path in sums
        if path.relative_to(tree).parts[0] != "DEBIAN"
    )
