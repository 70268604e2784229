"""Opens a URL or a folder through the desktop portal (org.freedesktop.portal.OpenURI), over the session bus."""

import logging
import os
import secrets
from contextlib import ExitStack
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import unquote_to_bytes, urlsplit

if TYPE_CHECKING:
    from jeepney.io.blocking import DBusConnection

NAME, PATH = "org.freedesktop.portal.Desktop", "/org/freedesktop/portal/desktop"
OPEN_URI, REQUEST = "org.freedesktop.portal.OpenURI", "org.freedesktop.portal.Request"
ANSWER_SECONDS = 5.0
"""For the bus and the service to accept the call: one that is starting needs some, an unresponsive one takes minutes (S26)."""
RESPONSE_SECONDS = 20.0
"""For the browser to be found: the user may have to choose one first."""
_OPENED, _CANCELLED = 0, 1
log = logging.getLogger(__name__)


def open_by_portal(address: str, activation_token: str = "") -> bool:
    """Blocks. Returns whether the desktop handles the link; False if there is no service, or it refused or timed out.

    The program starts no other program, so `address` is in no argument list of its own. A browser that the desktop
    starts may still get it that way.
    """
    try:
        from jeepney.io.blocking import open_dbus_connection  # noqa: PLC0415  seldom needed, and on Linux alone

        with (
            ExitStack() as opened,
            open_dbus_connection(
                bus="SESSION", enable_fds=_is_file(address), auth_timeout=ANSWER_SECONDS
            ) as connection,
        ):
            request = _open_request(address, opened)
            return _opened(connection, request, activation_token)
    except Exception as error:  # noqa: BLE001  no bus, no service, a refusal, silence: the page is opened another way
        # The error's text may quote what was sent.
        log.info("Not opened through the desktop portal: %s", type(error).__name__)
        return False


class _OpenRequest(NamedTuple):
    """`subject` is an address, or an open file."""

    method: str
    signature: str
    subject: str | int


def _open_request(address: str, opened: ExitStack) -> _OpenRequest:
    """The portal takes no address of a file. Raises `OSError` for one that is not there."""
    if not _is_file(address):
        return _OpenRequest("OpenURI", "ssa{sv}", address)
    file = os.open(unquote_to_bytes(urlsplit(address).path), os.O_RDONLY | os.O_CLOEXEC)
    opened.callback(os.close, file)
    return _OpenRequest("OpenFile", "sha{sv}", file)


def _is_file(address: str) -> bool:
    return address.startswith("file:")


def _opened(connection: "DBusConnection", wanted: _OpenRequest, activation_token: str) -> bool:
    from jeepney import DBusAddress, MatchRule, message_bus, new_method_call  # noqa: PLC0415
    from jeepney.io.blocking import Proxy  # noqa: PLC0415
    from jeepney.wrappers import unwrap_msg  # noqa: PLC0415

    token = f"kanbert_{secrets.token_hex(8)}"
    activation = {"activation_token": ("s", activation_token)} if activation_token else {}
    sender = str(connection.unique_name).removeprefix(":").replace(".", "_")
    request = f"{PATH}/request/{sender}/{token}"
    # Subscribes before the call: the response may come at once.
    response = MatchRule(type="signal", interface=REQUEST, member="Response", path=request)
    Proxy(message_bus, connection, timeout=ANSWER_SECONDS).AddMatch(response)
    with connection.filter(response) as queue:
        call = new_method_call(
            DBusAddress(PATH, bus_name=NAME, interface=OPEN_URI),
            wanted.method,
            wanted.signature,
            ("", wanted.subject, {"handle_token": ("s", token), **activation}),
        )
        unwrap_msg(connection.send_and_get_reply(call, timeout=ANSWER_SECONDS))
        try:
            message: Any = connection.recv_until_filtered(queue, timeout=RESPONSE_SECONDS)
        except TimeoutError:
            # Closes a chooser that is still open before the page is opened another way.
            connection.send(new_method_call(DBusAddress(request, bus_name=NAME, interface=REQUEST), "Close"))
            raise
    code = message.body[0]
    # A user who closed the chooser wants no page now; the link stays on the screen.
    return code in (_OPENED, _CANCELLED)
