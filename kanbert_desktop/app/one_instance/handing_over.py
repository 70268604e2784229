"""The asker's side of a hand-over: blocking, because a verb that waits has nothing else to do."""

import time
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtNetwork import QLocalSocket

from kanbert_desktop.app.one_instance.handover_message import Request, Said, read_said
from kanbert_desktop.app.one_instance.peer import is_same_user

CONNECT_MS = 500
LISTEN_MS = 200
ACCEPT_SECONDS = 5.0


@dataclass(frozen=True, slots=True)
class Answer:
    """`exit` is the verb's code; None: nobody took it (refused, gone, or gone silent before the end).

    `accepted`: somebody took it and did not end it, so the profile is free now, or will be in a moment.
    """

    exit: int | None = None
    refused: bool = False
    accepted: bool = False


def hand_over(place: str, request: Request, say: Callable[[str, str], None]) -> Answer:
    """Ask the holder once; what it says is passed on while it comes."""
    peer = QLocalSocket()
    peer.connectToServer(place)
    if not peer.waitForConnected(CONNECT_MS):
        return Answer()
    if not is_same_user(peer):
        peer.abort()
        return Answer(refused=True)
    peer.write(request.line())
    peer.flush()
    try:
        return _listen(peer, say)
    finally:
        peer.abort()


def _listen(peer: QLocalSocket, say: Callable[[str, str], None]) -> Answer:
    give_up = time.monotonic() + ACCEPT_SECONDS
    heard, accepted = b"", False
    while True:
        connected = peer.waitForReadyRead(LISTEN_MS) or _is_connected(peer)
        heard += peer.readAll().data()
        *lines, heard = heard.split(b"\n")
        for said in map(read_said, lines):
            give_up = float("inf")
            accepted = accepted or said == Said("accepted")
            answer = _heard(said, say)
            if answer is not None:
                return answer
        if not connected or time.monotonic() > give_up:
            return Answer(accepted=accepted)


def _heard(said: Said | None, say: Callable[[str, str], None]) -> Answer | None:
    match said:
        case Said("out" | "err" | "progress", str(text)):
            say(said.kind, text)
        case Said("exit", int(code)):
            return Answer(exit=code)
        case Said("refused"):
            return Answer(refused=True)
        case Said("back"):
            return Answer(accepted=True)
        case _:
            pass
    return None


def _is_connected(peer: QLocalSocket) -> bool:
    return peer.state() == QLocalSocket.LocalSocketState.ConnectedState
