"""One process's life: it may end at any numbered moment, and then nothing of it runs any more."""

import asyncio
from dataclasses import dataclass, field


class Crash(BaseException):
    """The process is gone."""


@dataclass
class Life:
    """`moment` is called wherever a real process could be killed: around each request, sleep and commit."""

    die_at: int | None = None
    count: int = 0
    dead: bool = False
    died_of: str = ""
    _task: "asyncio.Task[object] | None" = field(default=None, repr=False)

    def moment(self, name: str) -> None:
        """Raises `Crash` where this is the last one, or the process is gone already."""
        self.count += 1
        if self.die_at is not None and self.count >= self.die_at and not self.dead:
            self.dead, self.died_of = True, name
            if self._task is not None and not self._task.done():
                self._task.get_loop().call_soon(self._task.cancel)
        if self.dead:
            raise Crash

    def doom(self, after: int) -> None:
        self.die_at = self.count + after

    def spare(self) -> None:
        self.die_at = None

    def lives_in(self, task: "asyncio.Task[object] | None") -> None:
        """What runs there ends with it, also where the end comes in a callback."""
        self._task = task
