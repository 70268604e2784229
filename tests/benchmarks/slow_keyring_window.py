"""Measured program: the program with a slow keyring; reports when cards were painted and when the keyring was read."""

from __future__ import annotations

import os
import threading
import time
from typing import TYPE_CHECKING

from benchmarks.reporting import write_report
from kanbert_desktop import main

if TYPE_CHECKING:
    from kanbert_desktop.ui.window.main_window import MainWindow

SECONDS = float(os.environ["KD_BENCH_KEYRING"])


class SlowKeyring:
    """Holds nothing; reports the first access."""

    was_asked = False
    name = "slow"

    def get(self, _service: str, _item: str) -> None:
        threading.Event().wait(SECONDS)
        if not SlowKeyring.was_asked:
            SlowKeyring.was_asked = True
            write_report({"answered": time.monotonic_ns()})

    def put(self, _service: str, _item: str, _text: str) -> None:
        self.get("", "")

    def delete(self, _service: str, _item: str) -> None:
        self.get("", "")

    def is_locked(self) -> bool:
        return False


def prepare() -> None:
    """After the paint, because the program itself imports the keyring later."""
    live = main._run_until_quit

    async def with_slow_keyring(application: object, window: MainWindow) -> int:
        from kanbert_desktop.identity import async_keyring

        defaults = async_keyring.AsyncKeyring.__init__.__kwdefaults__ or {}
        async_keyring.AsyncKeyring.__init__.__kwdefaults__ = {**defaults, "find_backend": SlowKeyring}
        return await live(application, window)  # type: ignore[arg-type]  # passed on as it came

    main._run_until_quit = with_slow_keyring  # type: ignore[assignment]


prepare()

from benchmarks import full_window  # noqa: E402, F401  which runs it
