"""Describes this computer, so that others can interpret the figures."""

import os
import platform
import subprocess
import sys
from pathlib import Path

import PySide6


def description() -> str:
    load = ", ".join(f"{value:.1f}" for value in os.getloadavg())
    parts = [
        f"{platform.system()} {platform.release()}",
        f"{os.cpu_count()} cores ({_processor()})",
        f"Python {platform.python_version()}",
        f"PySide6 {PySide6.__version__}",
        f"Qt platform {os.environ.get('QT_QPA_PLATFORM', 'default')}",
        f"load {load}",
    ]
    return " · ".join(parts)


def commit() -> str:
    """The commit that is measured, marked if files differ from it; empty outside a repository."""
    command = ["git", "describe", "--always", "--dirty", "--abbrev=12", "--exclude=*"]
    asked = subprocess.run(command, capture_output=True, text=True, check=False)
    return asked.stdout.strip()


def is_busy() -> bool:
    """Other programs use more than half of the machine."""
    return os.getloadavg()[0] > (os.cpu_count() or 1) / 2


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text("utf-8").splitlines()
    except OSError:
        return platform.processor() or sys.platform
    return next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), "?")
