"""Screen readers that never pause: each walks the whole tree of the application again and again."""

import os
import subprocess
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import IO

from devtools.child_processes import ChildProcesses
from support.screen_reader import SYSTEM_PYTHON, start_accessibility_bus

WALKER = Path(__file__).with_name("at_spi_walker.py")
READERS = 2
POLL_SECONDS = 0.1


class FastScreenReader:
    """`walks` counts finished walks, `visited_count` the objects of the last one."""

    def __init__(self, client: "subprocess.Popen[str]", errors: IO[str]) -> None:
        self.walks = self.visited_count = 0
        self._client = client
        self._errors = errors
        self._walked = threading.Condition()
        self._counter = threading.Thread(target=self._count, daemon=True)
        self._counter.start()

    @property
    def ending(self) -> str:
        """How it ended by itself, with the end of its standard error; nothing while it reads."""
        code = self._client.poll()
        if code is None:
            return ""
        self._errors.seek(0)
        return f"ended with {code}: {self._errors.read()[-2000:]}"

    def _count(self) -> None:
        assert self._client.stdout is not None
        for line in self._client.stdout:
            with self._walked:
                self.visited_count = int(line)
                # A walk that finds no application does not count.
                self.walks += self.visited_count > 0
                self._walked.notify_all()

    def next_walk(self, seconds: float, ended: Callable[[], object | None]) -> None:
        """Waits until a walk that begins now has ended, or `ended` returns something: the application is gone."""
        wanted = self.walks + 2

        def is_over() -> bool:
            return self.walks >= wanted or ended() is not None

        deadline = time.monotonic() + seconds
        with self._walked:
            while not is_over():
                assert time.monotonic() < deadline, f"only {self.walks} of {wanted} walks"
                self._walked.wait(POLL_SECONDS)

    def end(self) -> None:
        self._client.kill()
        self._counter.join()


@contextmanager
def fast_screen_readers(count: int = READERS) -> Iterator[list[FastScreenReader]]:
    """On the current display and D-Bus session; the program to read must be started inside, with `ALWAYS_ON`."""
    readers: list[FastScreenReader] = []
    with ChildProcesses() as children, ExitStack() as files:
        start_accessibility_bus(children)
        try:
            for _ in range(count):
                command = [SYSTEM_PYTHON, "-W", "ignore", "-X", "faulthandler", str(WALKER)]
                errors = files.enter_context(tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace"))
                client = children.start(command, os.environ, stdout=subprocess.PIPE, stderr=errors)
                readers.append(FastScreenReader(client, errors))
            yield readers
        finally:
            for reader in readers:
                reader.end()
