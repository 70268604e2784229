"""Where the bundle is made and lies; everything below `build/`."""

import os

from devtools.paths import BUILD, PACKAGING

BUNDLE_SOURCES = PACKAGING / "bundle"
SPEC = BUNDLE_SOURCES / "kanbert-desktop.spec"
LICENCE_TEXTS = BUNDLE_SOURCES / "licence-texts"
BUNDLE_BUILD = BUILD / "bundle"
VENV = BUNDLE_BUILD / "venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
SOURCE = BUNDLE_BUILD / "source"
WORK = BUNDLE_BUILD / "work"
OUTPUT = BUNDLE_BUILD / "made"
REPORT = BUNDLE_BUILD / "report.json"
"""What the spec tells of what it did: sizes, and where each file came from."""
SOURCES_KEY = BUNDLE_BUILD / "made-from"
"""Tells the sources of the finished folder apart from others."""
EXECUTABLE_SUFFIX = ".exe" if os.name == "nt" else ""
PROGRAM = BUILD / "kanbert-desktop"
"""The finished folder."""
