"""Handing a verb to the process that holds the profile."""

import asyncio
import os
import socket
import tempfile
import threading
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

import pytest

from kanbert_desktop.app.system import handover, handover_server
from kanbert_desktop.app.system.handover import (
    HandoverRequest,
    HandoverResult,
    WriteOutput,
    hand_over,
    read_message,
    read_request,
)
from kanbert_desktop.app.system.handover_server import HandoverServer, Listen
from kanbert_desktop.app.system.plain_handover import listen_by_asyncio
from kanbert_desktop.app.system.qt_handover import QtListener
from kanbert_desktop.cli.event_loops import listen_on_qt
from plugins.qt_loop import QtLoop

T = TypeVar("T")
REQUEST = HandoverRequest(("boards", "--json"), "id-1", account="a")


@pytest.fixture
def socket_path() -> str:
    return tempfile.mkdtemp(dir=os.environ["XDG_RUNTIME_DIR"]) + "/h"


class Loop(NamedTuple):
    """An event loop, and what a holder listens with on it."""

    run: Callable[[Coroutine[Any, Any, Any]], Any]
    listen: Listen

    def __call__(self, coroutine: Coroutine[Any, Any, Any]) -> Any:  # noqa: ANN401  the result
        return self.run(coroutine)


@pytest.fixture(params=["window", "window on Windows", "verb"])
def loop(request: pytest.FixtureRequest) -> Loop:
    """Of a window on Qt's loop, over plain sockets or on Windows Qt's own, or of a verb on plain asyncio."""
    if request.param == "verb":
        return Loop(asyncio.run, listen_by_asyncio)
    qt_loop: QtLoop = request.getfixturevalue("qt_loop")
    return Loop(qt_loop, listen_on_qt if request.param == "window" else QtListener)


async def ask(
    socket_path: str, request: HandoverRequest = REQUEST
) -> tuple[HandoverResult, list[tuple[str, str]]]:
    heard: list[tuple[str, str]] = []
    # Five seconds pass on a busy machine before a holder has answered.
    found = await in_thread(
        lambda: hand_over(
            socket_path, request, lambda kind, text: heard.append((kind, text)), accept_seconds=60.0
        )
    )
    return found, heard


async def in_thread(work: Callable[[], T]) -> T:
    """From another thread, as from another process."""
    loop = asyncio.get_running_loop()
    answer: asyncio.Future[T] = loop.create_future()
    thread = threading.Thread(target=lambda: loop.call_soon_threadsafe(answer.set_result, work()))
    thread.start()
    found = await answer
    thread.join()
    return found


def exchange(socket_path: str, sent: bytes) -> bytes:
    """Sends bytes of any kind and reads until the holder disconnects."""
    with socket.socket(socket.AF_UNIX) as peer:
        peer.connect(socket_path)
        peer.sendall(sent)
        return b"".join(iter(lambda: peer.recv(4096), b""))


def test_the_holder_runs_the_verb_and_its_output_comes_back(loop: Loop, socket_path: str) -> None:
    async def serve(request: HandoverRequest, write: WriteOutput) -> int:
        write("err", "working\n")
        write("out", f"{request.words}\n")
        return 5

    async def scenario() -> None:
        server = HandoverServer(socket_path, lambda _: True, serve, listen=loop.listen)
        answer, heard = await ask(socket_path)
        assert answer == HandoverResult(exit_code=5)
        assert heard == [("err", "working\n"), ("out", "('boards', '--json')\n")]
        await server.close()

    loop(scenario())


def test_a_holder_on_another_account_refuses(loop: Loop, socket_path: str) -> None:
    async def serve(_request: HandoverRequest, _say: WriteOutput) -> int:
        raise AssertionError("never asked")

    async def scenario() -> None:
        server = HandoverServer(
            socket_path, lambda request: request.account == "b", serve, listen=loop.listen
        )
        answer, heard = await ask(socket_path)
        assert answer == HandoverResult(is_refused=True)
        assert heard == []
        await server.close()

    loop(scenario())


def test_no_holder_is_no_result(loop: Loop, socket_path: str) -> None:
    assert loop(ask(socket_path))[0] == HandoverResult()


def test_closing_waits_for_what_was_accepted(loop: Loop, socket_path: str) -> None:
    async def scenario() -> None:
        begun, go_on = asyncio.Event(), asyncio.Event()

        async def serve(_request: HandoverRequest, write: WriteOutput) -> int:
            begun.set()
            await go_on.wait()
            write("out", "done\n")
            return 0

        server = HandoverServer(socket_path, lambda _: True, serve, listen=loop.listen)
        asking = asyncio.ensure_future(ask(socket_path))
        await begun.wait()
        closing = asyncio.ensure_future(server.close())
        await asyncio.sleep(0)
        assert not closing.done()
        go_on.set()
        await closing
        assert await asking == (HandoverResult(exit_code=0), [("out", "done\n")])

    loop(scenario())


def test_another_user_is_rejected(loop: Loop, socket_path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    async def serve(_request: HandoverRequest, _say: WriteOutput) -> int:
        raise AssertionError("never asked")

    async def scenario() -> None:
        server = HandoverServer(socket_path, lambda _: True, serve, listen=loop.listen)
        monkeypatch.setattr(handover_server, "is_same_user", lambda _peer: False)
        assert (await ask(socket_path))[0].exit_code is None
        await server.close()

    loop(scenario())


def test_a_sender_does_not_trust_another_user(
    loop: Loop, socket_path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard: list[HandoverRequest] = []

    async def serve(request: HandoverRequest, _say: WriteOutput) -> int:
        heard.append(request)
        return 0

    async def scenario() -> None:
        server = HandoverServer(socket_path, lambda _: True, serve, listen=loop.listen)
        monkeypatch.setattr(handover, "is_same_user", lambda _peer: False)
        assert (await ask(socket_path))[0] == HandoverResult(is_refused=True)
        await server.close()
        assert heard == []

    loop(scenario())


@pytest.mark.parametrize(
    "rubbish", [b"\n", b"{}\n", b"[]\n", b"\x00\xff\n", b'{"version": 99, "words": []}\n']
)
def test_rubbish_is_refused(loop: Loop, socket_path: str, rubbish: bytes) -> None:
    async def serve(_request: HandoverRequest, _say: WriteOutput) -> int:
        raise AssertionError("never asked")

    async def scenario() -> None:
        server = HandoverServer(socket_path, lambda _: True, serve, listen=loop.listen)
        assert await in_thread(lambda: exchange(socket_path, rubbish)) == b'{"refused": ""}\n'
        await server.close()

    loop(scenario())


def test_a_dead_holders_socket_is_replaced(loop: Loop, socket_path: str) -> None:
    async def serve(_request: HandoverRequest, _say: WriteOutput) -> int:
        return 0

    Path(socket_path).write_text("left behind", "utf-8")

    async def scenario() -> None:
        server = HandoverServer(socket_path, lambda _: True, serve, listen=loop.listen)
        assert (await ask(socket_path))[0] == HandoverResult(exit_code=0)
        await server.close()

    loop(scenario())


def test_messages_read_what_they_write() -> None:
    assert read_request(REQUEST.to_line()) == REQUEST
    assert read_request(b"nonsense") is None
    assert read_message(b'{"exit": 3}') is not None
    assert read_message(b"3") is None


@pytest.mark.parametrize("ends_well", [True, False], ids=["swallows it", "is cancelled"])
def test_a_long_request_is_handed_back_when_the_holder_ends(
    loop: Loop, socket_path: str, ends_well: bool
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
        server = HandoverServer(socket_path, lambda _: True, serve, lambda _: True, listen=loop.listen)
        asking = asyncio.ensure_future(ask(socket_path))
        await begun.wait()
        await server.close()
        assert await asking == (HandoverResult(was_accepted=True), [("progress", "begun")])

    loop(scenario())


def test_a_short_lived_holder_does_not_start_a_long_request(loop: Loop, socket_path: str) -> None:
    async def serve(request: HandoverRequest, _say: WriteOutput) -> int:
        assert request.words == ("add",)
        return 0

    async def scenario() -> None:
        takes_long = [False]
        server = HandoverServer(
            socket_path,
            lambda _: True,
            serve,
            lambda _: takes_long[0],
            is_long_lived=False,
            listen=loop.listen,
        )
        assert (await ask(socket_path, HandoverRequest(("add",), "id-2")))[0] == HandoverResult(exit_code=0)
        takes_long[0] = True
        assert (await ask(socket_path))[0] == HandoverResult(was_accepted=True)
        await server.close()

    loop(scenario())


def test_a_long_lived_holder_completes_a_long_request(loop: Loop, socket_path: str) -> None:
    async def serve(_request: HandoverRequest, write: WriteOutput) -> int:
        write("out", "done\n")
        return 0

    async def scenario() -> None:
        server = HandoverServer(socket_path, lambda _: True, serve, lambda _: True, listen=loop.listen)
        assert await ask(socket_path) == (HandoverResult(exit_code=0), [("out", "done\n")])
        await server.close()

    loop(scenario())


def socket_files(socket_path: str) -> list[tuple[str, int]]:
    """The names beside the socket, and what others than the owner may do with each."""
    return [(path.name, path.stat().st_mode & 0o077) for path in Path(socket_path).parent.iterdir()]


def test_the_socket_is_private_and_goes_with_the_holder(loop: Loop, socket_path: str) -> None:
    async def serve(_request: HandoverRequest, _say: WriteOutput) -> int:
        return 0

    async def scenario() -> None:
        server = HandoverServer(socket_path, lambda _: True, serve, listen=loop.listen)
        assert socket_files(socket_path) == [("h", 0)]
        await server.close()
        assert socket_files(socket_path) == []

    loop(scenario())


def test_a_long_result_arrives_whole(loop: Loop, socket_path: str) -> None:
    """Longer than what a socket holds, to a sender that reads while the holder ends."""
    result = "x" * 2_000_000

    async def serve(_request: HandoverRequest, write: WriteOutput) -> int:
        write("out", result)
        return 0

    async def scenario() -> None:
        server = HandoverServer(socket_path, lambda _: True, serve, listen=loop.listen)
        assert await ask(socket_path) == (HandoverResult(exit_code=0), [("out", result)])
        await server.close()

    loop(scenario())


def test_a_sender_that_leaves_early_does_not_disturb_the_holder(loop: Loop, socket_path: str) -> None:
    served = asyncio.Event()

    async def serve(_request: HandoverRequest, write: WriteOutput) -> int:
        for _ in range(100):
            write("out", "x" * 10_000)
        served.set()
        return 0

    def leave() -> None:
        with socket.socket(socket.AF_UNIX) as peer:
            peer.connect(socket_path)
            peer.sendall(REQUEST.to_line())

    async def scenario() -> None:
        server = HandoverServer(socket_path, lambda _: True, serve, listen=loop.listen)
        await in_thread(leave)
        await served.wait()
        assert (await ask(socket_path))[0] == HandoverResult(exit_code=0)
        await server.close()

    loop(scenario())
