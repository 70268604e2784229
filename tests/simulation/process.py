"""A simulated process: it may end at any numbered point, and then nothing of it continues."""

import asyncio
from dataclasses import dataclass, field


class Crash(BaseException):
    """The process is gone."""


@dataclass
class SimulatedProcess:
    """`pass_moment` is called wherever a real process could be killed: around each request, sleep and commit."""

    crash_at: int | None = None
    count: int = 0
    has_crashed: bool = False
    crash_moment: str = ""
    _task: "asyncio.Task[object] | None" = field(default=None, repr=False)

    def pass_moment(self, name: str) -> None:
        """Raises `Crash` if this is the last one, or the process is gone already."""
        self.count += 1
        if self.crash_at is not None and self.count >= self.crash_at and not self.has_crashed:
            self.has_crashed, self.crash_moment = True, name
            if self._task is not None and not self._task.done():
                self._task.get_loop().call_soon(self._task.cancel)
        if self.has_crashed:
            raise Crash

    def schedule_crash(self, after: int) -> None:
        self.crash_at = self.count + after

    def cancel_crash(self) -> None:
        self.crash_at = None

    def run_in_task(self, task: "asyncio.Task[object] | None") -> None:
        """The task ends with the process, also if the end comes in a callback."""
        self._task = task
