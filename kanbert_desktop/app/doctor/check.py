"""One check, and checks run at the same time, each with its own deadline."""

import threading
import time
from collections.abc import Callable, Sequence

from kanbert_desktop.app.translation import tr
from kanbert_desktop.domain.value_classes import dataclass


@dataclass(frozen=True, slots=True)
class Check:
    """`detail` is one line of text for the user."""

    name: str
    ok: bool
    detail: str


@dataclass(frozen=True, slots=True)
class CheckTask:
    """`run` returns the checks called `names`, or fewer. It may hang or fail."""

    names: tuple[str, ...]
    run: Callable[[], Sequence[Check]]
    seconds: float = 5.0


def run_checks(examinations: Sequence[CheckTask]) -> list[Check]:
    """Runs all at once and returns the results in order. A check that hangs is left on its daemon thread."""
    running = [_Running(examination) for examination in examinations]
    return [check for one in running for check in one.result()]


class _Running:
    def __init__(self, examination: CheckTask) -> None:
        self._examination = examination
        self._give_up = time.monotonic() + examination.seconds
        self._found: Sequence[Check] | None = None
        self._thread = threading.Thread(target=self._run, name=examination.names[0], daemon=True)
        self._thread.start()

    def result(self) -> Sequence[Check]:
        self._thread.join(max(0.0, self._give_up - time.monotonic()))
        found = self._found
        if found is not None:
            return found
        seconds = int(self._examination.seconds)
        return self._failed(tr("No response within {seconds} seconds.", seconds=seconds))

    def _run(self) -> None:
        try:
            self._found = self._examination.run()
        except Exception as error:  # noqa: BLE001  the other checks still run
            self._found = self._failed(tr("Could not be checked ({kind}).", kind=type(error).__name__))

    def _failed(self, why: str) -> Sequence[Check]:
        return [Check(name, ok=False, detail=why) for name in self._examination.names]
