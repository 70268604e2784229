"""The network modules are imported while the window stays responsive."""

import asyncio
import json
import subprocess
import sys

import pytest

from kanbert_desktop.app import tasks

SCENE = """
import asyncio, json, sys, threading
from kanbert_desktop.app import tasks

MODULES = (*tasks.PRELOADED_MODULES, *tasks.SIGN_IN_MODULES)
before = [name for name in MODULES if name in sys.modules]
threads = set()

class Watching:
    @staticmethod
    def find_spec(name, path=None, target=None):
        if name == "httpx":
            threads.add(threading.current_thread().name)
        return None

sys.meta_path.insert(0, Watching)

async def go():
    turns = 0
    loading = asyncio.ensure_future(tasks.preload(signing_in=sys.argv[1] == "signing-in"))
    while not loading.done():
        turns += 1
        await asyncio.sleep(0)
    return turns

turns = asyncio.run(go())
after = [name for name in MODULES if name in sys.modules]
print(json.dumps([before, after, sorted(threads), turns]))
"""


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        ("signed-in", tasks.PRELOADED_MODULES),
        ("signing-in", (*tasks.PRELOADED_MODULES, *tasks.SIGN_IN_MODULES)),
    ],
)
def test_they_are_imported_on_another_thread_while_the_loop_turns(
    state: str, expected: tuple[str, ...]
) -> None:
    reported = subprocess.run(
        [sys.executable, "-c", SCENE, state], capture_output=True, text=True, check=True
    )
    before, after, threads, turns = json.loads(reported.stdout)
    assert before == []
    assert after == list(expected)
    assert threads == ["imports"]
    assert turns > 1


def test_the_first_request_imports_nothing_more() -> None:
    scene = """
import asyncio, sys
from kanbert_desktop.app import tasks
from kanbert_desktop.net.client import make_client
from kanbert_desktop.domain.errors import TransientError
from kanbert_desktop.net.errors import fetch

async def go():
    await tasks.preload()
    async with make_client("http://127.0.0.1:9") as client:
        before = set(sys.modules)
        try:
            await fetch(client, "/")
        except TransientError:
            pass
    print(sorted(name for name in set(sys.modules) - before if name.startswith(("httpcore", "anyio", "kanbert"))))

asyncio.run(go())
"""
    reported = subprocess.run([sys.executable, "-c", scene], capture_output=True, text=True, check=True)
    assert reported.stdout.strip() == "[]"


def test_a_missing_module_does_not_affect_the_others(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(
        tasks, "PRELOADED_MODULES", ("kanbert_desktop.no_such_room", "kanbert_desktop.sync.engine")
    )
    asyncio.run(tasks.preload())
    assert "no_such_room" in caplog.text


def test_the_command_line_of_httpx_is_left_out() -> None:
    scene = "import asyncio, sys; from kanbert_desktop.app import tasks; asyncio.run(tasks.preload()); print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", scene], capture_output=True, text=True, check=True)
    assert {"click", "rich", "pygments"} & set(loaded.stdout.split()) == set()
