"""What a user does, one module a scenario, and in which order."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from desktop_tests.desktop import Ability
from desktop_tests.scenarios import (
    appearance,
    capture,
    dark,
    drag_board,
    drag_columns,
    drag_order,
    finger,
    input_methods,
    launch,
    log_off,
    notification,
    palette,
    paste,
    scale,
    screens,
    search,
    second_start,
    sign_in,
)
from desktop_tests.user import DesktopUser
from devtools.steps import StepError


@dataclass(frozen=True)
class Scenario:
    walk: Callable[[DesktopUser], None]
    needs: frozenset[Ability] = frozenset()


def _needing(walk: Callable[[DesktopUser], None], *needs: Ability) -> Scenario:
    return Scenario(walk, frozenset(needs))


ALWAYS = ("launch", "sign-in")
"""The others begin where these end."""
SCENARIOS: Mapping[str, Scenario] = {
    "launch": Scenario(launch.walk),
    "sign-in": Scenario(sign_in.walk),
    "drag-columns": Scenario(drag_columns.walk),
    "drag-board": Scenario(drag_board.walk),
    "drag-order": Scenario(drag_order.walk),
    "palette": Scenario(palette.walk),
    "paste": Scenario(paste.walk),
    "finger": _needing(finger.walk, Ability.TOUCH),
    "input-methods": _needing(input_methods.walk, Ability.INPUT_METHODS),
    "capture": Scenario(capture.walk),
    "second-start": _needing(second_start.walk, Ability.ACTIVATION),
    "notification": _needing(notification.walk, Ability.NOTIFICATIONS),
    "search": _needing(search.walk, Ability.SEARCH),
    "dark": _needing(dark.walk, Ability.DARK),
    "appearance": _needing(appearance.walk, Ability.APPEARANCE),
    "log-off": Scenario(log_off.walk),
    "scale": _needing(scale.walk, Ability.SCALE),
    "screens": _needing(screens.walk, Ability.SCREENS),
}


def chosen(names: Sequence[str], abilities: frozenset[Ability]) -> dict[str, Scenario]:
    """The scenarios to run, in order. Without `names`, all that a desktop with these abilities can do.

    Raises `StepError` for an unknown name, and for a scenario that it cannot do.
    """
    if strangers := set(names) - SCENARIOS.keys():
        raise StepError(f"Unknown: {', '.join(sorted(strangers))}. Known are {', '.join(SCENARIOS)}.")
    for name in names:
        if lacking := SCENARIOS[name].needs - abilities:
            raise StepError(f"“{name}” needs {', '.join(ability.value for ability in lacking)}.")
    wanted = {*ALWAYS, *names} if names else SCENARIOS.keys()
    return {
        name: scenario
        for name, scenario in SCENARIOS.items()
        if name in wanted and scenario.needs <= abilities
    }
