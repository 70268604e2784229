"""Keeps a whole answer instead of sending it, and a whole request to send it twice."""

from dataclasses import dataclass, field

from starlette.types import Message, Receive

from kanbert_desktop.sandbox.trouble.actions import Answer


@dataclass
class Recorded:
    _status: int = 500
    _headers: list[tuple[bytes, bytes]] = field(default_factory=list)
    _body: bytearray = field(default_factory=bytearray)

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self._status = message["status"]
            self._headers = list(message["headers"])
        else:
            self._body += message.get("body", b"")

    def answer(self) -> Answer:
        headers = tuple((name.decode("latin-1"), value.decode("latin-1")) for name, value in self._headers)
        return Answer(self._status, bytes(self._body), headers)


async def whole_body(receive: Receive) -> bytes:
    body = bytearray()
    while (message := await receive())["type"] == "http.request":
        body += message.get("body", b"")
        if not message.get("more_body"):
            break
    return bytes(body)


def replayed(body: bytes, receive: Receive) -> Receive:
    """The same body once more; after it, whatever the connection really says."""
    given = False

    async def replay() -> Message:
        nonlocal given
        if given:
            return await receive()
        given = True
        return {"type": "http.request", "body": body, "more_body": False}

    return replay
