"""Where things lie in the repository."""

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGING = ROOT / "packaging"
BUILD = ROOT / "build"
DIST = ROOT / "dist"
"""Finished packages."""
LOCK = PACKAGING / "requirements.lock"
BUNDLE_LOCK = PACKAGING / "requirements-bundle.lock"
PROJECT = ROOT / "pyproject.toml"
VENV = ROOT / ".venv"
PROGRAMS = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = PROGRAMS / ("python.exe" if os.name == "nt" else "python")
