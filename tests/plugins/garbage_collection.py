"""Collects cyclic garbage on the main thread only: another thread would destroy Qt objects, which crashes.

Each test is followed by a collection of what it made, so that something left open is an error of that test; found
at any later moment it would be one of another.
"""

import gc
import sys
from collections.abc import Generator

import pytest

TESTS_BETWEEN_FULL_COLLECTIONS = 60
YOUNG = 1
"""The collector is disabled, so whatever a test made is young; what it left is so once more after the next test."""


def pytest_configure() -> None:
    gc.disable()


@pytest.hookimpl(trylast=True)
def pytest_collection_finish() -> None:
    gc.collect()
    freeze_what_lasts()


def freeze_what_lasts() -> None:
    """Modules and test items last as long as the process: a full collection that looked at them took 0.3 s."""
    # A test of the application's own collector ends with nothing frozen.
    if not gc.get_freeze_count():
        gc.freeze()


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_teardown(item: pytest.Item) -> Generator[None, None, None]:
    yield
    # pytest clears the fixture values only after this hook: whole windows would survive the collection.
    fixture_values: dict[str, object] | None = getattr(item, "funcargs", None)
    if fixture_values:
        fixture_values.clear()
    _, _, young_collections = gc.get_count()
    if young_collections > TESTS_BETWEEN_FULL_COLLECTIONS:
        errors = collect(2)
        freeze_what_lasts()
    else:
        errors = collect(YOUNG)
    assert not errors, "\n".join(errors)


def collect(generation: int) -> list[str]:
    """Returns the errors of finalizers, such as a file that is still open."""
    errors: list[str] = []
    before = sys.unraisablehook
    sys.unraisablehook = lambda error: errors.append(f"{error.exc_value!r} in {error.object!r}")
    try:
        gc.collect(generation)
    finally:
        sys.unraisablehook = before
    return errors
