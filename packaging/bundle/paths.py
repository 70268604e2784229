"""Where the bundle is made and lies; everything below `build/`."""

import os

from devtools.paths import BUILD, PACKAGING

ROOM = PACKAGING / "bundle"
SPEC = ROOM / "kanbert-desktop.spec"
TEXTS = ROOM / "licence-texts"
WORKSHOP = BUILD / "bundle"
VENV = WORKSHOP / "venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
SOURCE = WORKSHOP / "source"
WORK = WORKSHOP / "work"
MADE = WORKSHOP / "made"
REPORT = WORKSHOP / "report.json"
"""What the spec tells of what it did: sizes, and where each file came from."""
MADE_FROM = WORKSHOP / "made-from"
"""Tells the sources of the finished folder apart from others."""
ENDING = ".exe" if os.name == "nt" else ""
PROGRAM = BUILD / "kanbert-desktop"
"""The finished folder."""
