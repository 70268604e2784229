"""A scripted server, and reads without retries."""

from collections.abc import Iterator

import pytest
import stamina

from support.scripted_server import ScriptedServer


@pytest.fixture
def script() -> ScriptedServer:
    """Each test appends the responses it needs."""
    return ScriptedServer()


@pytest.fixture(autouse=True)
def _reads_are_tried_once() -> Iterator[None]:
    stamina.set_active(False)
    yield
    stamina.set_active(True)
