"""Objects on the session bus: answers method calls, introspection and properties. Whoever owns the connection sends."""

import logging
from collections.abc import Callable, Iterator, Mapping, Sequence
from html import escape
from typing import TYPE_CHECKING, NamedTuple

from jeepney import HeaderFields, MessageFlag, MessageType, new_error, new_method_return

if TYPE_CHECKING:
    from jeepney import Message

PEER, INTROSPECTABLE = "org.freedesktop.DBus.Peer", "org.freedesktop.DBus.Introspectable"
PROPERTIES = "org.freedesktop.DBus.Properties"
ERROR = "org.freedesktop.DBus.Error"
_CLOSING = {"(": ")", "{": "}"}
log = logging.getLogger(__name__)
BusAnswer = tuple[object, ...] | None
"""The values of a reply in the order of its signature. None stands for none."""


class BusMethod(NamedTuple):
    """`takes` and `gives` are signatures."""

    takes: str
    gives: str
    run: Callable[..., BusAnswer]


class BusInterface(NamedTuple):
    """`properties` are pairs of signature and value, and never change."""

    name: str
    methods: Mapping[str, BusMethod]
    properties: Mapping[str, tuple[str, object]] = {}


class BusObjects:
    """Answers calls to these objects, by their paths."""

    def __init__(self, objects: Mapping[str, Sequence[BusInterface]]) -> None:
        self._objects = objects

    def answer(self, call: "Message") -> "Message | None":
        """Returns the reply, or None for a message that expects none."""
        if call.header.message_type is not MessageType.method_call:
            return None
        reply = self._reply(call)
        return None if MessageFlag.no_reply_expected & call.header.flags else reply

    def _reply(self, call: "Message") -> "Message":
        fields = call.header.fields
        path, member = str(fields.get(HeaderFields.path)), str(fields.get(HeaderFields.member))
        interface = fields.get(HeaderFields.interface)
        if interface in (PEER, None) and member == "Ping":
            return new_method_return(call)
        if interface in (INTROSPECTABLE, None) and member == "Introspect":
            return new_method_return(call, "s", (self._description(path),))
        if path not in self._objects:
            return new_error(call, f"{ERROR}.UnknownObject")
        method = next(
            (
                one.methods[member]
                for one in (*self._objects[path], _properties(self._objects[path]))
                if member in one.methods and interface in (one.name, None)
            ),
            None,
        )
        if method is None:
            return new_error(call, f"{ERROR}.UnknownMethod")
        if fields.get(HeaderFields.signature, "") != method.takes:
            return new_error(call, f"{ERROR}.InvalidArgs")
        return _run(method, call)

    def _description(self, path: str) -> str:
        """For programs that ask what there is, such as `busctl`."""
        lines = ["<node>"]
        for one in self._objects.get(path, ()):
            lines += [f'<interface name="{one.name}">', *_lines(one), "</interface>"]
        beginning = path.rstrip("/") + "/"
        inside = {
            other.removeprefix(beginning).split("/")[0]
            for other in self._objects
            if other.startswith(beginning)
        }
        return "\n".join([*lines, *(f'<node name="{escape(name)}"/>' for name in sorted(inside)), "</node>"])


def _run(method: BusMethod, call: "Message") -> "Message":
    try:
        found = method.run(*call.body)
    except Exception as error:  # noqa: BLE001  a caller of the bus must not end this process, and learns no details
        log.warning("A call of the bus failed: %s", type(error).__name__)
        return new_error(call, f"{ERROR}.Failed")
    return new_method_return(call, method.gives or None, found or ())


def _properties(interfaces: Sequence[BusInterface]) -> BusInterface:
    values = {one.name: one.properties for one in interfaces}

    def get(interface: str, name: str) -> BusAnswer:
        return (values[interface][name],)

    def get_all(interface: str) -> BusAnswer:
        return (dict(values[interface]),)

    return BusInterface(
        PROPERTIES, {"Get": BusMethod("ss", "v", get), "GetAll": BusMethod("s", "a{sv}", get_all)}
    )


def _lines(interface: BusInterface) -> Iterator[str]:
    for name, method in interface.methods.items():
        yield f'<method name="{name}">'
        for direction, signature in (("in", method.takes), ("out", method.gives)):
            yield from (f'<arg type="{one}" direction="{direction}"/>' for one in complete_types(signature))
        yield "</method>"
    for name, (signature, _value) in interface.properties.items():
        yield f'<property name="{name}" type="{signature}" access="read"/>'


def complete_types(signature: str) -> list[str]:
    """Splits a signature into its single complete types: "sa{sv}u" into "s", "a{sv}" and "u"."""
    types: list[str] = []
    begin = at = 0
    while at < len(signature):
        letter = signature[at]
        at = _end_of_container(signature, at) if letter in _CLOSING else at + 1
        if letter != "a":
            types.append(signature[begin:at])
            begin = at
    return types


def _end_of_container(signature: str, begin: int) -> int:
    depth = 0
    for at in range(begin, len(signature)):
        depth += (signature[at] in _CLOSING) - (signature[at] in _CLOSING.values())
        if depth == 0:
            return at + 1
    return len(signature)
