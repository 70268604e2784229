"""The heap of a start grows in large pages, without taking memory that nobody uses."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from kanbert_desktop.startup_acceleration import SWITCH, enlarge_pages
from kanbert_desktop.startup_acceleration.large_pages import use_large_pages

ASK = """
import json
from kanbert_desktop.startup_acceleration import large_pages

def resident():
    return int(open("/proc/self/statm").read().split()[1])

def flags():
    lines = open("/proc/self/smaps").read().splitlines()
    return [line.split()[1:] for line in lines if line.startswith("VmFlags")]

before = resident()
asked = large_pages.use_large_pages()
taken = resident() - before
several = [bytes(100_000) for _ in range(50)]
print(json.dumps({"asked": asked, "pages": taken, "large": sum("hg" in words for words in flags())}))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="asks the kernel of Linux")
def test_the_kernel_is_asked_for_large_pages_and_gives_none_before_they_are_used() -> None:
    run = subprocess.run([sys.executable, "-c", ASK], capture_output=True, text=True, check=True)
    found = json.loads(run.stdout)
    has_large_pages = Path("/sys/kernel/mm/transparent_hugepage").exists()
    assert (found["asked"], bool(found["large"])) == (has_large_pages, has_large_pages)
    # The code that asks, and the library with which it does.
    assert found["pages"] < 512


def test_other_systems_are_not_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    assert not use_large_pages()


def test_a_python_without_foreign_functions_starts_without_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "_ctypes", None)
    assert not use_large_pages()


def test_the_switch_leaves_the_heap_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[bool] = []
    name = "kanbert_desktop.startup_acceleration.large_pages.use_large_pages"
    monkeypatch.setattr(name, lambda: asked.append(True))
    monkeypatch.setenv(SWITCH, "pages")
    enlarge_pages()
    assert asked == []
    monkeypatch.delenv(SWITCH)
    enlarge_pages()
    assert asked == [True]
