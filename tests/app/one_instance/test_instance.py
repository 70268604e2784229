"""One process per profile."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from kanbert_desktop.app.one_instance.instance import InstanceLock, holder, meeting_place

DEAD = 1 << 22
"""A process that no Linux has: its numbers end below."""
HOLD = """
import sys
from pathlib import Path
from kanbert_desktop.app.one_instance.instance import InstanceLock
lock = InstanceLock(Path(sys.argv[1]))
print(lock.try_take(), flush=True)
sys.stdin.read()
"""


def hold(profile: Path) -> subprocess.Popen[str]:
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(profile)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "True\n"
    return process


def test_a_second_process_does_not_get_the_lock(profile: Path) -> None:
    with hold(profile) as other:
        assert not InstanceLock(profile).try_take()
        other.communicate()
    with InstanceLock(profile) as lock:
        assert lock.try_take()


def test_the_lock_of_a_killed_process_is_taken_over(profile: Path) -> None:
    with hold(profile) as other:
        other.kill()
        other.wait()
    with InstanceLock(profile) as lock:
        assert lock.try_take()


@pytest.mark.parametrize(
    "left",
    [
        "",
        "4",
        "4711\n",
        "-1\nkanbert\n",
        "no number",
        f"{DEAD}\npython3",
        f"{DEAD}\npython3\n",
        f"{DEAD}\npython3\nvm\n0a1b",
    ],
    ids=repr,
)
def test_a_lock_that_was_cut_off_while_it_was_written_is_taken_over(profile: Path, left: str) -> None:
    (profile / "lock").write_text(left)
    lock = InstanceLock(profile)
    assert lock.try_take()
    with lock:
        assert holder(profile) == os.getpid()


def test_a_lock_that_a_process_holds_is_not_taken_over_while_it_names_nobody(profile: Path) -> None:
    """Between making the file and writing into it its holder has the system's lock on it."""
    with hold(profile) as other:
        os.truncate(profile / "lock", 0)
        assert not InstanceLock(profile).try_take()
        other.communicate()


def test_the_meeting_place_lies_in_the_profile_unless_that_is_too_long(tmp_path: Path) -> None:
    assert meeting_place(Path("/p")) == "/p/hand-over"
    long = tmp_path / ("x" * 90)
    place = meeting_place(long)
    assert len(place) < 80
    assert place != meeting_place(tmp_path / ("y" * 90))
