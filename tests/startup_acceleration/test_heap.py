"""The heap of a start grows in large pages, without taking memory that nobody uses, and is given back afterwards."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from kanbert_desktop.startup_acceleration import SWITCH, end_acceleration, heap, set_up_heap

ASK = """
import json
from kanbert_desktop.startup_acceleration import heap

def resident():
    return int(open("/proc/self/statm").read().split()[1])

def maps():
    lines = open("/proc/self/smaps").read().splitlines()
    return [line.split() for line in lines if line.startswith(("VmFlags", "Size:")) or "[heap]" in line]

def heap_size():
    return sum(int(line[0].split("-")[1], 16) - int(line[0].split("-")[0], 16) for line in maps() if line[-1] == "[heap]")

before, size = resident(), heap_size()
asked = heap.set_up_heap()
found = {"asked": asked, "taken": resident() - before, "grown": heap_size() - size}
found["large"] = sum("hg" in words for words in maps())
heap.return_free_memory()
kept = [bytes(200_000) for _ in range(20)]
del kept
found["left"] = heap_size() - size
print(json.dumps(found))
"""


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The parts of `heap` that were called."""
    made: list[str] = []
    for name in ("set_up_heap", "return_free_memory"):
        monkeypatch.setattr(heap, name, lambda name=name: made.append(name))
    return made


@pytest.mark.skipif(sys.platform != "linux", reason="other operating system")
def test_the_heap_grows_by_large_pages_that_take_no_memory_before_they_are_used() -> None:
    run = subprocess.run([sys.executable, "-c", ASK], capture_output=True, text=True, check=True)
    found = json.loads(run.stdout)
    has_large_pages = Path("/sys/kernel/mm/transparent_hugepage").exists()
    assert (found["asked"], bool(found["large"])) == (has_large_pages, has_large_pages)
    assert found["grown"] >= 16 << 20
    # In pages of 4 KiB: the code that asks, and the library with which it does.
    assert found["taken"] < 512
    assert found["left"] < 4 << 20


def test_other_systems_are_not_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    assert not heap.set_up_heap()


def test_a_python_without_foreign_functions_starts_without_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "_ctypes", None)
    assert not heap.set_up_heap()


def test_another_c_library_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    class Foreign:
        def dlopen(self, _name: object, _flags: int) -> int:
            return 1

        def dlsym(self, _library: int, name: str) -> int:
            raise OSError(name)

    foreign: Any = Foreign()
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setitem(sys.modules, "_ctypes", foreign)
    assert not heap.set_up_heap()


def test_the_switch_leaves_the_heap_alone(calls: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(SWITCH, "heap")
    set_up_heap()
    assert calls == []
    monkeypatch.delenv(SWITCH)
    set_up_heap()
    assert calls == ["set_up_heap"]


def test_the_end_of_a_start_gives_free_memory_back(calls: list[str]) -> None:
    end_acceleration()
    assert calls == ["return_free_memory"]
