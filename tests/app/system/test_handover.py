"""Handing a verb to the process that holds the profile."""

import asyncio
import os
import tempfile
import threading
from pathlib import Path

import pytest
from PySide6.QtNetwork import QLocalSocket

from kanbert_desktop.app.system import handover
from kanbert_desktop.app.system.handover import (
    HandoverRequest,
    HandoverResult,
    HandoverServer,
    WriteOutput,
    hand_over,
    read_message,
    read_request,
)
from plugins.qt_loop import QtLoop

REQUEST = HandoverRequest(("boards", "--json"), "id-1", account="a")


@pytest.fixture
def socket_path() -> str:
    return tempfile.mkdtemp(dir=os.environ["XDG_RUNTIME_DIR"]) + "/h"


async def ask(
    socket_path: str, request: HandoverRequest = REQUEST
) -> tuple[HandoverResult, list[tuple[str, str]]]:
    """From another thread, as from another process."""
    heard: list[tuple[str, str]] = []
    loop = asyncio.get_running_loop()
    answer: asyncio.Future[HandoverResult] = loop.create_future()

    def work() -> None:
        found = hand_over(socket_path, request, lambda kind, text: heard.append((kind, text)))
        loop.call_soon_threadsafe(answer.set_result, found)

    thread = threading.Thread(target=work)
    thread.start()
    found = await answer
    thread.join()
    return found, heard


def test_the_holder_runs_the_verb_and_its_output_comes_back(qt_loop: QtLoop, socket_path: str) -> None:
    async def serve(request: HandoverRequest, write: WriteOutput) -> int:
        write("err", "working\n")
        write("out", f"{request.words}\n")
        return 5

    async def scenario() -> None:
        server = HandoverServer(socket_path, lambda _: True, serve)
        answer, heard = await ask(socket_path)
        assert answer == HandoverResult(exit_code=5)
        assert heard == [("err", "working\n"), ("out", "('boards', '--json')\n")]
        await server.close()

    qt_loop(scenario())


def test_a_holder_on_another_account_refuses(qt_loop: QtLoop, socket_path: str) -> None:
    async def serve(_request: HandoverRequest, _say: WriteOutput) -> int:
        raise AssertionError("never asked")

    async def scenario() -> None:
        server = HandoverServer(socket_path, lambda request: request.account == "b", serve)
        answer, heard = await ask(socket_path)
        assert answer == HandoverResult(is_refused=True)
        assert heard == []
        await server.close()

    qt_loop(scenario())


def test_no_holder_is_no_result(qt_loop: QtLoop, socket_path: str) -> None:
    assert qt_loop(ask(socket_path))[0] == HandoverResult()


def test_closing_waits_for_what_was_accepted(qt_loop: QtLoop, socket_path: str) -> None:
    async def scenario() -> None:
        begun, go_on = asyncio.Event(), asyncio.Event()

        async def serve(_request: HandoverRequest, write: WriteOutput) -> int:
            begun.set()
            await go_on.wait()
            write("out", "done\n")
            return 0

        server = HandoverServer(socket_path, lambda _: True, serve)
        asking = asyncio.ensure_future(ask(socket_path))
        await begun.wait()
        closing = asyncio.ensure_future(server.close())
        await asyncio.sleep(0)
        assert not closing.done()
        go_on.set()
        await closing
        assert await asking == (HandoverResult(exit_code=0), [("out", "done\n")])

    qt_loop(scenario())


def test_another_user_is_rejected(qt_loop: QtLoop, socket_path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    async def serve(_request: HandoverRequest, _say: WriteOutput) -> int:
        raise AssertionError("never asked")

    async def scenario() -> None:
        server = HandoverServer(socket_path, lambda _: True, serve)
        monkeypatch.setattr(handover, "is_same_user", lambda _peer: False)
        assert (await ask(socket_path))[0].exit_code is None
        await server.close()

    qt_loop(scenario())


def test_a_sender_does_not_trust_another_user(
    qt_loop: QtLoop, socket_path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard: list[HandoverRequest] = []

    async def serve(request: HandoverRequest, _say: WriteOutput) -> int:
        heard.append(request)
        return 0

    async def scenario() -> None:
        server = HandoverServer(socket_path, lambda _: True, serve)
        monkeypatch.setattr(handover, "is_same_user", lambda _peer: False)
        assert (await ask(socket_path))[0] == HandoverResult(is_refused=True)
        await server.close()
        assert heard == []

    qt_loop(scenario())


@pytest.mark.parametrize(
    "rubbish", [b"\n", b"{}\n", b"[]\n", b"\x00\xff\n", b'{"version": 99, "words": []}\n']
)
def test_rubbish_is_refused(qt_loop: QtLoop, socket_path: str, rubbish: bytes) -> None:
    async def serve(_request: HandoverRequest, _say: WriteOutput) -> int:
        raise AssertionError("never asked")

    async def scenario() -> None:
        server = HandoverServer(socket_path, lambda _: True, serve)
        peer, reported = QLocalSocket(), asyncio.Event()
        peer.readyRead.connect(reported.set)
        peer.connectToServer(socket_path)
        peer.write(rubbish)
        await reported.wait()
        assert peer.readAll().data() == b'{"refused": ""}\n'
        peer.abort()
        await server.close()

    qt_loop(scenario())


def test_a_dead_holders_socket_is_replaced(qt_loop: QtLoop, socket_path: str) -> None:
    async def serve(_request: HandoverRequest, _say: WriteOutput) -> int:
        return 0

    Path(socket_path).write_text("left behind", "utf-8")

    async def scenario() -> None:
        server = HandoverServer(socket_path, lambda _: True, serve)
        assert (await ask(socket_path))[0] == HandoverResult(exit_code=0)
        await server.close()

    qt_loop(scenario())


def test_messages_read_what_they_write() -> None:
    assert read_request(REQUEST.to_line()) == REQUEST
    assert read_request(b"nonsense") is None
    assert read_message(b'{"exit": 3}') is not None
    assert read_message(b"3") is None


@pytest.mark.parametrize("ends_well", [True, False], ids=["swallows it", "is cancelled"])
def test_a_long_request_is_handed_back_when_the_holder_ends(
    qt_loop: QtLoop, socket_path: str, ends_well: bool
) -> None:
    """The result is not reported here: the sender runs the verb itself."""

    async def serve(_request: HandoverRequest, write: WriteOutput) -> int:
        write("progress", "begun")
        begun.set()
        try:
            await asyncio.Event().wait()
        except asyncio.CancelledError:
            write("err", "cancelled\n")
            if not ends_well:
                raise
        return 6

    begun = asyncio.Event()

    async def scenario() -> None:
        server = HandoverServer(socket_path, lambda _: True, serve, lambda _: True)
        asking = asyncio.ensure_future(ask(socket_path))
        await begun.wait()
        await server.close()
        assert await asking == (HandoverResult(was_accepted=True), [("progress", "begun")])

    qt_loop(scenario())


def test_a_short_lived_holder_does_not_start_a_long_request(qt_loop: QtLoop, socket_path: str) -> None:
    async def serve(request: HandoverRequest, _say: WriteOutput) -> int:
        assert request.words == ("add",)
        return 0

    async def scenario() -> None:
        takes_long = [False]
        server = HandoverServer(
            socket_path, lambda _: True, serve, lambda _: takes_long[0], is_long_lived=False
        )
        assert (await ask(socket_path, HandoverRequest(("add",), "id-2")))[0] == HandoverResult(exit_code=0)
        takes_long[0] = True
        assert (await ask(socket_path))[0] == HandoverResult(was_accepted=True)
        await server.close()

    qt_loop(scenario())


def test_a_long_lived_holder_completes_a_long_request(qt_loop: QtLoop, socket_path: str) -> None:
    async def serve(_request: HandoverRequest, write: WriteOutput) -> int:
        write("out", "done\n")
        return 0

    async def scenario() -> None:
        server = HandoverServer(socket_path, lambda _: True, serve, lambda _: True)
        assert await ask(socket_path) == (HandoverResult(exit_code=0), [("out", "done\n")])
        await server.close()

    qt_loop(scenario())
