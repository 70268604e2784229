"""Cycles are collected in the main thread alone: any other would destroy Qt objects where Qt forbids it, and crash."""

import gc
from collections.abc import Generator

import pytest

# The collector goes on counting while it is off: new objects, and collections of the young since the last old one.
MAX_OBJECTS = 20_000
MAX_YOUNG_COLLECTIONS = 100
QT_FIXTURES = {"qapp", "qtbot", "qt_loop"}


def pytest_configure() -> None:
    gc.disable()


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_teardown(item: pytest.Item) -> Generator[None, None, None]:
    """What a test with Qt has made is young, and goes with it; the rest waits until there is enough of it."""
    yield
    objects, young_collections, _ = gc.get_count()
    if young_collections > MAX_YOUNG_COLLECTIONS:
        gc.collect()
    elif objects > MAX_OBJECTS or QT_FIXTURES & set(getattr(item, "fixturenames", ())):
        gc.collect(0)
