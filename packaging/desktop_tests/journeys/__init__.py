"""What a user does, one module a journey, and in which order."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from desktop_tests.desktop import Ability
from desktop_tests.journeys import (
    appearance,
    capture,
    dark,
    drag_board,
    drag_columns,
    drag_order,
    finger,
    launch,
    log_off,
    notification,
    palette,
    paste,
    scale,
    search,
    second_start,
    sign_in,
)
from desktop_tests.user import DesktopUser
from devtools.steps import StepError


@dataclass(frozen=True)
class Journey:
    walk: Callable[[DesktopUser], None]
    needs: frozenset[Ability] = frozenset()


def _needing(walk: Callable[[DesktopUser], None], *needs: Ability) -> Journey:
    return Journey(walk, frozenset(needs))


ALWAYS = ("launch", "sign-in")
"""The others begin where these end."""
JOURNEYS: Mapping[str, Journey] = {
    "launch": Journey(launch.walk),
    "sign-in": Journey(sign_in.walk),
    "drag-columns": Journey(drag_columns.walk),
    "drag-board": Journey(drag_board.walk),
    "drag-order": Journey(drag_order.walk),
    "palette": Journey(palette.walk),
    "paste": Journey(paste.walk),
    "finger": _needing(finger.walk, Ability.TOUCH),
    "capture": Journey(capture.walk),
    "second-start": _needing(second_start.walk, Ability.ACTIVATION),
    "notification": _needing(notification.walk, Ability.NOTIFICATIONS),
    "search": _needing(search.walk, Ability.SEARCH),
    "dark": _needing(dark.walk, Ability.DARK),
    "appearance": _needing(appearance.walk, Ability.APPEARANCE),
    "log-off": Journey(log_off.walk),
    "scale": _needing(scale.walk, Ability.SCALE),
}


def chosen(names: Sequence[str], abilities: frozenset[Ability]) -> dict[str, Journey]:
    """The journeys to go, in order. Without `names`, all that a desktop with these abilities can do.

    Raises `StepError` for an unknown name, and for a journey that it cannot do.
    """
    if strangers := set(names) - JOURNEYS.keys():
        raise StepError(f"Unknown: {', '.join(sorted(strangers))}. Known are {', '.join(JOURNEYS)}.")
    for name in names:
        if lacking := JOURNEYS[name].needs - abilities:
            raise StepError(f"“{name}” needs {', '.join(ability.value for ability in lacking)}.")
    wanted = {*ALWAYS, *names} if names else JOURNEYS.keys()
    return {
        name: journey for name, journey in JOURNEYS.items() if name in wanted and journey.needs <= abilities
    }
