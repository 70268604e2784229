"""Small scripts that run inside KWin and call back with what they find."""

from __future__ import annotations

import json
from collections import deque
from pathlib import Path
from typing import Any

from jeepney import DBusAddress, Message, MessageType, new_method_call, new_method_return
from jeepney.bus_messages import MatchRule
from jeepney.io.blocking import open_dbus_connection

from desktop_tests.desktop import DesktopError

_SECONDS = 15
_NAME = "scenarios"
_KWIN, _SCRIPTING, _SCRIPT = "org.kde.KWin", "org.kde.kwin.Scripting", "org.kde.kwin.Script"
_ANSWER = MatchRule(type="method_call", member="Answer")


class KwinScripts:
    def __init__(self, address: str, file: Path) -> None:
        self._connection = open_dbus_connection(bus=address)
        self._file = file

    def evaluate(self, expression: str) -> Any:  # noqa: ANN401  whatever the script gives
        """The value of a JavaScript expression that may use KWin's `workspace`."""
        back = f"{json.dumps(self._connection.unique_name)}, '/', 'test.kanbert.Scenarios', 'Answer'"
        self._file.write_text(f"callDBus({back}, JSON.stringify([{expression}]));", "utf-8")
        (number,) = self._call("/Scripting", _SCRIPTING, "loadScript", "ss", str(self._file), _NAME)
        answers: deque[Message]
        with self._connection.filter(_ANSWER) as answers:
            try:
                self._call(f"/Scripting/Script{number}", _SCRIPT, "run")
                answer = self._connection.recv_until_filtered(answers, timeout=_SECONDS)
            except TimeoutError as error:
                raise DesktopError(f"KWin did not run {expression!r}.") from error
            finally:
                self._call("/Scripting", _SCRIPTING, "unloadScript", "s", _NAME)
        # A bus holds only so many calls without a reply for one program.
        self._connection.send(new_method_return(answer))
        return json.loads(answer.body[0])[0]

    def close(self) -> None:
        self._connection.close()

    def _call(
        self, path: str, interface: str, method: str, signature: str = "", *arguments: object
    ) -> tuple[Any, ...]:
        address = DBusAddress(path, bus_name=_KWIN, interface=interface)
        message = new_method_call(address, method, signature or None, arguments)
        reply = self._connection.send_and_get_reply(message, timeout=_SECONDS)
        if reply.header.message_type is MessageType.error:
            raise DesktopError(f"{interface}.{method}: {' '.join(map(str, reply.body))}")
        body: tuple[Any, ...] = reply.body
        return body
