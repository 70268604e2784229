"""What every handler of one application shares."""

from dataclasses import dataclass, field

from starlette.requests import Request

from kanbert_desktop.sandbox.shown_once import ShownOnce
from kanbert_desktop.sandbox.state import World
from kanbert_desktop.sandbox.switches import Switches


@dataclass(frozen=True)
class House:
    world: World
    switches: Switches
    shown_once: ShownOnce = field(default_factory=ShownOnce)


def house_of(request: Request) -> House:
    house = request.app.state.house
    assert isinstance(house, House)  # noqa: S101 — Starlette's state is untyped
    return house
