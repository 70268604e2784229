"""A skip fails the run, unless the test is for another operating system."""

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
    result = subprocess.run(
        [
            sys.executable,
            "-m",
            "pytest",
            "-p",
            "plugins.no_skips",
            "-p",
            "no:randomly",
            "-c",
            "/dev/null",
            ".",
        ],
        cwd=folder,
        env={"PATH": "/usr/bin:/bin", "PYTHONPATH": str(here)},
        capture_output=True,
        text=True,
        check=False,
    )
    return result.stdout.strip().splitlines()[-1]


def test_a_skip_is_a_failure(tmp_path: Path) -> None:
    assert "1 failed, 1 skipped, 1 xfailed" in outcome(tmp_path, SKIPS)


def test_a_module_that_skips_itself_is_a_failure(tmp_path: Path) -> None:
    assert "1 error" in outcome(tmp_path, WHOLE_MODULE)


def test_a_failure_about_half_a_character_is_reported_like_any_other(tmp_path: Path) -> None:
    """It once ended the whole run: reports travel between processes as UTF-8."""
    (tmp_path / "test_it.py").write_text(
        'def test_it():\n    print("\\udce9")\n    assert "\\udce9" == "x"\n'
    )
    result = subprocess.run(
        [sys.executable, "-m", "pytest", "-n1", "-p", "plugins.no_skips", "-c", "/dev/null", "."],
        cwd=tmp_path,
        env={"PATH": "/usr/bin:/bin", "PYTHONPATH": str(Path(__file__).resolve().parents[1])},
        capture_output=True,
        text=True,
        check=False,
    )
    assert "1 failed" in result.stdout, result.stdout[-2000:]
    assert "\\udce9" in result.stdout
