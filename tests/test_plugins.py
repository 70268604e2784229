"""The pytest plug-ins: screen, keyring, Qt loop and folders."""

import asyncio
import ctypes
import gc
import importlib.util
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from typing import Any

import httpx
import keyring
import pytest
from _pytest.assertion import rewrite
from PySide6.QtCore import QLocale, Qt, QTimer
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from devtools.paths import isolate_environment
from kanbert_desktop.app.qt_translation import use_language
from kanbert_desktop.app.translation import tr
from kanbert_desktop.resources import resource
from plugins.garbage_collection import freeze_what_lasts
from plugins.language import ENGLISH, installed
from plugins.last_tests import short_tests_last
from plugins.qt_loop import QtLoop
from plugins.screen import focus
from plugins.shared_compilation import compile_ahead
from support.light_theme import LightTheme


def test_a_window_gets_the_focus_on_the_virtual_screen(qtbot: QtBot) -> None:
    field = QLineEdit()
    qtbot.addWidget(field)
    field.show()
    focus(qtbot, field)
    qtbot.keyClick(field, Qt.Key.Key_A)
    assert field.text() == "a"


def test_a_key_for_nobody_waits_for_the_field_that_gets_the_keyboard(qtbot: QtBot) -> None:
    field = QLineEdit()
    qtbot.addWidget(field)
    assert QApplication.focusWidget() is None
    QTimer.singleShot(20, field.show)
    nobody: Any = QApplication.focusWidget()
    qtbot.keyClick(nobody, Qt.Key.Key_A)
    assert field.text() == "a"


@contextmanager
def repeating_keys(screen: str) -> Iterator[None]:
    """As some program leaves them that sets a control of the keyboard, such as the registry of AT-SPI."""
    library = ctypes.CDLL("libX11.so.6")
    library.XOpenDisplay.restype = ctypes.c_void_p
    display = ctypes.c_void_p(library.XOpenDisplay(screen.encode()))

    def switch(on: bool) -> None:
        (library.XAutoRepeatOn if on else library.XAutoRepeatOff)(display)
        library.XSync(display, 0)

    switch(True)
    try:
        yield
    finally:
        switch(False)
        library.XCloseDisplay(display)


@pytest.mark.parametrize(
    "prepared", [lambda _screen: nullcontext(), repeating_keys], ids=["repeat off", "repeat on"]
)
def test_a_key_that_is_released_late_is_one_key(
    qtbot: QtBot, screen: str, prepared: Callable[[str], AbstractContextManager[None]]
) -> None:
    field = QLineEdit()
    qtbot.addWidget(field)
    field.show()
    focus(qtbot, field)
    with prepared(screen):
        keys = subprocess.Popen(["xdotool", "keydown", "a", "sleep", "1", "keyup", "a", "key", "b"])
        qtbot.waitUntil(lambda: field.text().endswith("b"))
        assert keys.wait() == 0
    assert field.text() == "ab"


def test_the_keyring_stores_a_secret(keyring_session: str) -> None:
    result = subprocess.run(
        ["bash", "-c", "printf quiet | secret-tool store --label=x k v && secret-tool lookup k v"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert result.stdout == "quiet", keyring_session


def test_pythons_keyring_uses_the_private_session(keyring_session: str) -> None:
    assert keyring_session.startswith("unix:path=")
    keyring.core.init_backend()
    keyring.set_password("stage", "person", "quiet")
    assert keyring.get_password("stage", "person") == "quiet"


def test_a_coroutine_runs_on_the_qt_loop_over_real_sockets(qt_loop: QtLoop) -> None:
    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok")
        await writer.drain()
        writer.close()
        await writer.wait_closed()

    async def ask() -> str:
        server = await asyncio.start_server(answer, "127.0.0.1", 0)
        port = server.sockets[0].getsockname()[1]
        async with server, httpx.AsyncClient() as client:
            return (await client.get(f"http://127.0.0.1:{port}/")).text

    assert qt_loop(ask()) == "ok"


def test_english_is_installed_again_only_after_a_change(qapp: QApplication) -> None:
    ENGLISH.use(qapp)
    before = installed(qapp)
    ENGLISH.use(qapp)
    assert installed(qapp) == before
    use_language(qapp, "de", resource("translations"))
    ENGLISH.use(qapp)
    assert tr("Undo") == "Undo"
    QLocale.setDefault(QLocale("de_AT"))
    ENGLISH.use(qapp)
    assert QLocale() != QLocale("de_AT")


@pytest.mark.usefixtures("english")
def test_a_theme_is_taken_again_until_it_or_the_application_changes(qapp: QApplication) -> None:
    themes = LightTheme()
    first = themes.get(qapp)
    assert themes.get(qapp) is first
    first.changed.connect(lambda: None)
    second = themes.get(qapp)
    assert second is not first
    second.configure("dark")
    third = themes.get(qapp)
    assert third is not second
    assert not third.is_dark
    sheet = qapp.styleSheet()
    qapp.setStyleSheet("")
    assert themes.get(qapp) is not third
    assert qapp.styleSheet() == sheet


def test_full_collections_pass_over_what_lasts_as_long_as_the_process() -> None:
    lasting: list[object] = []
    gc.unfreeze()
    freeze_what_lasts()
    later: list[object] = []
    freeze_what_lasts()
    collected = gc.get_objects()
    assert not any(one is lasting for one in collected)
    assert any(one is later for one in collected)


def test_the_workers_of_a_fresh_checkout_compile_each_module_once(
    tmp_path: Path, pytestconfig: pytest.Config, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "pycache_prefix", str(tmp_path / "compiled"))
    sources = {
        "test_one.py": "assert 1 == 1",
        "test_broken.py": "assert (",
        "conftest.py": "",
        "other.py": "",
    }
    for name, source in sources.items():
        (tmp_path / name).write_text(source)
    files = [tmp_path / name for name in sources]
    assert compile_ahead(files, pytestconfig) == files[:1]
    assert compile_ahead(files, pytestconfig) == []
    cached = rewrite.get_cache_dir(files[0]) / f"test_one{rewrite.PYC_TAIL}"
    assert rewrite._read_pyc(files[0], cached) is not None
    assert Path(importlib.util.cache_from_source(str(tmp_path / "other.py"))).exists()


def test_no_worker_ends_with_a_long_test() -> None:
    tests = list("aBcDefGHiJ")
    arranged = short_tests_last(tests, [test.isupper() for test in tests], 3)
    assert "".join(arranged) == "BacDefJGHi"
    assert short_tests_last(tests, [False] * len(tests), 2) == tests


def test_a_forgotten_task_ends_with_its_test(qt_loop: QtLoop) -> None:
    async def begin() -> None:
        forgotten.append(asyncio.create_task(asyncio.Event().wait()))

    forgotten: list[asyncio.Task[bool]] = []
    qt_loop(begin())
    assert not forgotten[0].done()


def test_a_coroutine_that_hangs_is_given_up(qt_loop: QtLoop) -> None:
    with pytest.raises(TimeoutError):
        qt_loop(asyncio.Event().wait(), timeout=0.05)


def test_nothing_of_the_developers_session_is_left(tmp_path: Path) -> None:
    variables = {
        "KANBERT_TOKEN": "x",
        "DISPLAY": ":0",
        "HOME": "/nowhere",
        "HTTPS_PROXY": "y",
        "PATH": "z",
    }
    isolate_environment(variables, tmp_path)
    assert not variables.keys() & {"KANBERT_TOKEN", "DISPLAY", "HTTPS_PROXY"}
    assert variables["HOME"] == str(tmp_path / "home")
    assert variables["PATH"] == "z"


def test_this_process_is_isolated() -> None:
    assert os.environ["HOME"].endswith("/home")
    assert "KANBERT_TOKEN" not in os.environ
