"""An upgrade while the user's window is open: the scenario, which is another process, says when."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from devtools.steps import StepError

WAIT_SECONDS = 300.0
_POLL_SECONDS = 0.2
_WANTED, _DONE = "upgrade-wanted", "upgraded"


@contextmanager
def upgrading_on_request(folder: Path, upgrade: Callable[[], object]) -> Iterator[None]:
    """Calls `upgrade` on another thread once the scenario that runs here asks for it in the shared `folder`."""
    ended = threading.Event()
    errors: list[Exception] = []

    def run() -> None:
        while not (folder / _WANTED).exists():
            if ended.wait(_POLL_SECONDS):
                return
        try:
            upgrade()
            (folder / _DONE).touch()
        except Exception as error:  # noqa: BLE001  raised below
            errors.append(error)

    thread = threading.Thread(target=run, name="upgrade")
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join()
        if errors:
            raise errors[0]


def ask_for_upgrade(folder: Path) -> None:
    """Returns once the upgrade is done. Raises `StepError` if it does not come."""
    (folder / _WANTED).touch()
    waiting = threading.Event()
    for _ in range(int(WAIT_SECONDS / _POLL_SECONDS)):
        if (folder / _DONE).exists():
            return
        waiting.wait(_POLL_SECONDS)
    raise StepError("The package was not upgraded in time.")
