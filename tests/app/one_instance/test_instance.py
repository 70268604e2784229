"""One process per profile."""

import subprocess
import sys
from pathlib import Path

from kanbert_desktop.app.one_instance.instance import InstanceLock, meeting_place

HOLD = """
import sys
from pathlib import Path
from kanbert_desktop.app.one_instance.instance import InstanceLock
lock = InstanceLock(Path(sys.argv[1]))
print(lock.try_take(), flush=True)
sys.stdin.read()
"""


def hold(profile: Path) -> subprocess.Popen[str]:
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(profile)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert holder.stdout is not None
    assert holder.stdout.readline() == "True\n"
    return holder


def test_a_second_process_does_not_get_the_lock(profile: Path) -> None:
    with hold(profile) as holder:
        assert not InstanceLock(profile).try_take()
        holder.communicate()
    with InstanceLock(profile) as lock:
        assert lock.try_take()


def test_the_lock_of_a_killed_process_is_taken_over(profile: Path) -> None:
    with hold(profile) as holder:
        holder.kill()
        holder.wait()
    with InstanceLock(profile) as lock:
        assert lock.try_take()


def test_the_meeting_place_lies_in_the_profile_unless_that_is_too_long(tmp_path: Path) -> None:
    assert meeting_place(Path("/p")) == "/p/hand-over"
    long = tmp_path / ("x" * 90)
    place = meeting_place(long)
    assert len(place) < 80
    assert place != meeting_place(tmp_path / ("y" * 90))
