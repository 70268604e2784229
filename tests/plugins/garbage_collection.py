"""Collects cyclic garbage on the main thread only: another thread would destroy Qt objects, which crashes."""

import gc
from collections.abc import Generator

import pytest

# The collector keeps counting while it is disabled: new objects, and young collections since the last full one.
MAX_OBJECTS = 20_000
MAX_YOUNG_COLLECTIONS = 60
QT_FIXTURES = {"qapp", "qtbot", "qt_loop"}


def pytest_configure() -> None:
    gc.disable()


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_teardown(item: pytest.Item) -> Generator[None, None, None]:
    """Objects of a test with Qt are young and are collected with it; the rest waits until there is enough."""
    yield
    # pytest clears the fixture values only after this hook: whole windows would survive the young collection.
    fixture_values: dict[str, object] | None = getattr(item, "funcargs", None)
    if fixture_values:
        fixture_values.clear()
    objects, young_collections, _ = gc.get_count()
    if young_collections > MAX_YOUNG_COLLECTIONS:
        gc.collect()
    elif objects > MAX_OBJECTS or QT_FIXTURES & set(getattr(item, "fixturenames", ())):
        gc.collect(0)
