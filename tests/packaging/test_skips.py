"""A skip fails the run, unless the test belongs to another operating system."""

import subprocess
import sys
from pathlib import Path

SKIPS = """
import pytest

def test_quietly_left_out():
    pytest.skip("no time")

@pytest.mark.skipif(True, reason="other operating system")
def test_for_another_system():
    raise AssertionError

@pytest.mark.xfail(raises=ZeroDivisionError)
def test_known_to_fail():
    1 / 0
"""
WHOLE_MODULE = """
import pytest

pytest.importorskip("a_module_nobody_has")
"""


def outcome(folder: Path, source: str) -> str:
    (folder / "test_it.py").write_text(source)
    here = Path(__file__).resolve().parents[1]
    told = subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "stage.outcomes", "-p", "no:randomly", "-c", "/dev/null", "."],
        cwd=folder,
        env={"PATH": "/usr/bin:/bin", "PYTHONPATH": str(here)},
        capture_output=True,
        text=True,
        check=False,
    )
    return told.stdout.strip().splitlines()[-1]


def test_a_skip_is_a_failure(tmp_path: Path) -> None:
    assert "1 failed, 1 skipped, 1 xfailed" in outcome(tmp_path, SKIPS)


def test_a_module_that_skips_itself_is_a_failure(tmp_path: Path) -> None:
    assert "1 error" in outcome(tmp_path, WHOLE_MODULE)
