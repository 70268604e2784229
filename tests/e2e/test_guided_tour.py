"""The guided tour covers the main tasks from end to end: it must pass and leave its screenshots."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from devtools.paths import PACKAGING


@pytest.mark.timeout(300)
def test_sign_in_work_offline_survive_a_crash_and_send_everything_once(
    screen: str, keyring_session: str, tmp_path: Path
) -> None:
    assert screen
    assert keyring_session
    pictures = tmp_path / "pictures"
    result = subprocess.run(
        [sys.executable, "-m", "tour", "--pictures", str(pictures)],
        env={**os.environ, "PYTHONPATH": str(PACKAGING)},
        cwd=PACKAGING.parent,
        capture_output=True,
        text=True,
        timeout=290,
        check=False,
    )
    assert result.returncode == 0, result.stdout + result.stderr
    assert result.stdout.splitlines()[-1] == "The server has exactly what was done, once."
    names = sorted(picture.name for picture in pictures.iterdir())
    assert names == [line.split()[0] for line in result.stdout.splitlines()[:-1]]
    assert len(names) > 10
    assert all(picture.stat().st_size > 10_000 for picture in pictures.iterdir())
    assert "Traceback" not in result.stderr
