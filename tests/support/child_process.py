"""Runs a function of a test module in a child process: a crash or an endless loop fails only that test."""

import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TIMEOUT_SECONDS = 240
"""Seconds: many times the duration on a busy computer, and far less than quadratic time would take."""


def run_in_child_process(work: Callable[[], None], environment: Mapping[str, str] | None = None) -> None:
    """`work` is a module-level function. Fails with the child's output."""
    module = sys.modules[work.__module__]
    code = (
        "import faulthandler, importlib.util, sys; faulthandler.enable(); "
        f"sys.path[:0] = {[str(ROOT), str(ROOT / 'tests')]!r}; "
        f"spec = importlib.util.spec_from_file_location('worked', {module.__file__!r}); "
        "module = importlib.util.module_from_spec(spec); sys.modules['worked'] = module; "
        f"spec.loader.exec_module(module); module.{work.__name__}()"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env={**os.environ, **(environment or {})},
        capture_output=True,
        text=True,
        timeout=TIMEOUT_SECONDS,
        check=False,
    )
    assert done.returncode == 0, f"exit {done.returncode}\n{done.stdout}\n{done.stderr}"
