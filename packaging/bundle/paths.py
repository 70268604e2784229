"""Paths of the bundle and its build; everything below `build/`."""

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
ICONS = BUNDLE_BUILD / "lucide-icons.db"
"""The icons that the program draws."""
OUTPUT = BUNDLE_BUILD / "made"
REPORT = BUNDLE_BUILD / "report.json"
"""The spec's report: sizes, and the origin of each file."""
SOURCES_KEY = BUNDLE_BUILD / "made-from"
"""Identifies the sources of the finished folder."""
EXECUTABLE_SUFFIX = ".exe" if os.name == "nt" else ""
PROGRAM = BUILD / "kanbert-desktop"
"""The finished folder."""
