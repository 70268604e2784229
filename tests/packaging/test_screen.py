"""The private session of developer commands."""

import os
import tempfile
from pathlib import Path

from devtools.child_processes import ChildProcesses
from devtools.screen import start_bus


def test_one_session_can_follow_another_in_the_same_folder() -> None:
    # The path of a socket must be short.
    with tempfile.TemporaryDirectory(prefix="kd-") as name:
        folder = Path(name)
        service = folder / "kanbert.Test.service"
        service.write_text("[D-BUS Service]\nName=kanbert.Test\nExec=/bin/true\n")
        addresses = []
        for more in ([service], []):
            with ChildProcesses() as children:
                addresses.append(start_bus(children, os.environ, folder, more))
        assert addresses[0] == addresses[1]
        assert not (folder / "services" / service.name).exists()
