"""Opens a sandbox folder: the world in it, planted on first use."""

from pathlib import Path

from kanbert_desktop.sandbox.seed.plant import plant
from kanbert_desktop.sandbox.state import Clock, World, wall_clock

__all__ = ["Clock", "World", "open_world", "wall_clock"]


def open_world(folder: Path, *, tasks: int | None = None, clock: Clock = wall_clock) -> World:
    """`tasks` counts only when the folder is new; what stands there is kept."""
    world = World(folder, clock)
    plant(world, tasks)
    return world
