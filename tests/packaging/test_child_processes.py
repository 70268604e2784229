"""No child process outlives its parent."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from devtools.child_processes import ChildProcesses
from devtools.paths import PACKAGING

# A child that leaves a grandchild; both hold the pipe's writing end, so its end shows that both are gone.
LEAVES_ONE_BEHIND = "sleep 600 & echo started; exec sleep 600"
FINISHES_BEFORE_ITS_CHILD = "sleep 600 & echo started"
PARENT = """
import os, sys
sys.path.insert(0, sys.argv[1])
from devtools import commands
from devtools.child_processes import ChildProcesses

def hold(arguments):
    with ChildProcesses() as children:
        return children.wait(children.start(["sh", "-c", arguments[0]], os.environ))

commands.COMMANDS = {"run": hold}
sys.exit(commands.main(["run", sys.argv[2]]))
"""


def read_to_end(process: "subprocess.Popen[str]") -> str:
    assert process.stdout is not None
    with process.stdout:
        return process.stdout.read()


def test_leaving_ends_the_whole_group() -> None:
    with ChildProcesses() as children:
        child = children.start(["sh", "-c", LEAVES_ONE_BEHIND], os.environ, stdout=subprocess.PIPE)
        assert child.stdout is not None
        assert child.stdout.readline() == "started\n"
        copy = os.fdopen(os.dup(child.stdout.fileno()))
    with copy:
        assert copy.read() == ""
    assert child.returncode == -signal.SIGTERM


def test_processes_left_by_a_finished_child_are_ended_too() -> None:
    with ChildProcesses() as children:
        child = children.start(["sh", "-c", FINISHES_BEFORE_ITS_CHILD], os.environ, stdout=subprocess.PIPE)
        assert children.wait(child) == 0
        assert read_to_end(child) == "started\n"


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_stopped_command_ends_its_children(number: signal.Signals) -> None:
    parent = subprocess.Popen(
        [sys.executable, "-c", PARENT, str(PACKAGING), LEAVES_ONE_BEHIND],
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    assert parent.stdout is not None
    assert parent.stdout.readline() == "started\n"
    parent.send_signal(number)
    assert read_to_end(parent) == "\nStopped.\n"
    assert parent.wait(30) == 130


@pytest.mark.skipif(sys.platform != "linux", reason="other operating system")
def test_even_a_killed_command_ends_its_child(tmp_path: Path) -> None:
    parent = subprocess.Popen(
        [sys.executable, "-c", PARENT, str(PACKAGING), "echo started; exec sleep 600"],
        stdout=subprocess.PIPE,
        text=True,
        cwd=tmp_path,
    )
    assert parent.stdout is not None
    assert parent.stdout.readline() == "started\n"
    parent.kill()
    assert read_to_end(parent) == ""
    assert parent.wait(30) == -signal.SIGKILL
