"""What was told already: kept on this computer, so that no restart tells it twice."""

import json
import logging
from datetime import date

from kanbert_desktop.app.desk import Desk

TOLD, TOLD_DAY = "told", "told_day"
MOST = 500
log = logging.getLogger(__name__)


class Told:
    """The newest of many; each is named by what will never be again: a comment, a version of a card."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._names = dict.fromkeys(_read(desk.local(TOLD)))

    def is_new(self, name: str) -> bool:
        """True once."""
        if name in self._names:
            return False
        self._names[name] = None
        for oldest in list(self._names)[:-MOST]:
            del self._names[oldest]
        self._desk.keep_local(TOLD, json.dumps(list(self._names)))
        return True

    def is_new_day(self, day: date) -> bool:
        """True once for each day."""
        if self._desk.local(TOLD_DAY) == day.isoformat():
            return False
        self._desk.keep_local(TOLD_DAY, day.isoformat())
        return True


def _read(text: str) -> list[str]:
    try:
        names = json.loads(text or "[]")
    except ValueError:
        names = None
    if not isinstance(names, list):
        log.warning("What was told cannot be read")
        return []
    return [str(name) for name in names]
