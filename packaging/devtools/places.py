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
ENVIRONMENT = "DEV_ENVIRONMENT"
"""The variable that names another folder than `.venv`: one for each Python in `test --every-python`."""
VENV = Path(os.environ.get(ENVIRONMENT) or ROOT / ".venv")
PROGRAMS = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = PROGRAMS / ("python.exe" if os.name == "nt" else "python")
