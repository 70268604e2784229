"""A request kept at the door until it is let in."""

import asyncio
import threading
from dataclasses import dataclass, field


@dataclass
class Hold:
    """`arrived` is set when a request stands there, `release()` lets it in; from any thread."""

    arrived: threading.Event = field(default_factory=threading.Event)
    _open: threading.Event = field(default_factory=threading.Event)
    _waiting: list[tuple[asyncio.AbstractEventLoop, asyncio.Event]] = field(default_factory=list)

    async def stand(self) -> None:
        gate = asyncio.Event()
        self._waiting.append((asyncio.get_running_loop(), gate))
        self.arrived.set()
        if not self._open.is_set():
            await gate.wait()

    def release(self) -> None:
        self._open.set()
        for loop, gate in self._waiting:
            if not loop.is_closed():
                loop.call_soon_threadsafe(gate.set)
