"""Answers to calls of the session bus, without a bus."""

from typing import Any

import pytest
from jeepney import (
    DBusAddress,
    HeaderFields,
    Message,
    MessageFlag,
    MessageType,
    new_method_call,
    new_method_return,
    new_signal,
)

from kanbert_desktop.app.system.bus_objects import (
    BusAnswer,
    BusInterface,
    BusMethod,
    BusObjects,
    complete_types,
)

FACE, PATH = "test.Counting", "/test/Counting"


def fail(_text: str) -> BusAnswer:
    raise RuntimeError("the card's title")


OBJECTS = BusObjects(
    {
        PATH: [
            BusInterface(
                FACE,
                {
                    "Count": BusMethod("as", "u", lambda words: (len(words),)),
                    "Note": BusMethod("", "", lambda: None),
                    "Fail": BusMethod("s", "", fail),
                },
                {"Limit": ("u", 7)},
            )
        ]
    }
)


def call(member: str, signature: str = "", body: tuple[Any, ...] = (), **where: str) -> Message:
    address = DBusAddress(
        where.get("path", PATH), bus_name="test.Counting", interface=where.get("interface", FACE)
    )
    message = new_method_call(address, member, signature or None, body)
    message.header.serial = 5
    return message


def answer(message: Message) -> tuple[object, ...]:
    reply = OBJECTS.answer(message)
    assert reply is not None
    assert reply.header.fields[HeaderFields.reply_serial] == 5
    if reply.header.message_type is MessageType.error:
        return (reply.header.fields[HeaderFields.error_name],)
    return tuple(reply.body)


def test_a_method_is_called_with_the_values_and_answers_with_its_signature() -> None:
    reply = OBJECTS.answer(call("Count", "as", (["a", "b"],)))
    assert reply is not None
    assert (reply.header.fields[HeaderFields.signature], reply.body) == ("u", (2,))
    assert answer(call("Note")) == ()


@pytest.mark.parametrize(
    ("message", "name"),
    [
        (call("Missing"), "UnknownMethod"),
        (call("Count", "as", ([],), interface="test.Other"), "UnknownMethod"),
        (call("Count", "as", ([],), path="/test"), "UnknownObject"),
        (call("Count", "s", ("a",)), "InvalidArgs"),
        (call("Count"), "InvalidArgs"),
        (call("Fail", "s", ("a",)), "Failed"),
    ],
)
def test_a_wrong_call_is_answered_with_an_error(message: Message, name: str) -> None:
    assert answer(message) == (f"org.freedesktop.DBus.Error.{name}",)


def test_an_error_repeats_nothing_of_what_went_wrong() -> None:
    reply = OBJECTS.answer(call("Fail", "s", ("a",)))
    assert reply is not None
    assert reply.body == ()


def test_who_expects_no_answer_gets_none() -> None:
    message = call("Note")
    message.header.flags = MessageFlag.no_reply_expected
    assert OBJECTS.answer(message) is None


def test_signals_and_replies_are_not_answered() -> None:
    assert OBJECTS.answer(new_signal(DBusAddress(PATH, interface=FACE), "Note")) is None
    assert OBJECTS.answer(new_method_return(call("Note"))) is None


def test_properties_are_read_one_by_one_or_all() -> None:
    where = {"interface": "org.freedesktop.DBus.Properties"}
    assert answer(call("Get", "ss", (FACE, "Limit"), **where)) == (("u", 7),)
    assert answer(call("GetAll", "s", (FACE,), **where)) == ({"Limit": ("u", 7)},)
    assert answer(call("Get", "ss", (FACE, "Other"), **where)) == ("org.freedesktop.DBus.Error.Failed",)


def test_the_description_names_methods_properties_and_objects_below() -> None:
    where = {"interface": "org.freedesktop.DBus.Introspectable"}
    (description,) = answer(call("Introspect", **where))
    assert '<method name="Count">\n<arg type="as" direction="in"/>\n<arg type="u" direction="out"/>' in str(
        description
    )
    assert '<property name="Limit" type="u" access="read"/>' in str(description)
    assert answer(call("Introspect", path="/test", **where)) == ('<node>\n<node name="Counting"/>\n</node>',)
    assert '<node name="test"/>' in str(answer(call("Introspect", path="/", **where))[0])


def test_everything_answers_a_ping() -> None:
    assert answer(call("Ping", interface="org.freedesktop.DBus.Peer")) == ()


@pytest.mark.parametrize(
    ("signature", "types"),
    [
        ("", []),
        ("sa{sv}u", ["s", "a{sv}", "u"]),
        ("a(sssida{sv})", ["a(sssida{sv})"]),
        ("aaasv", ["aaas", "v"]),
        ("(a{s(ii)})as", ["(a{s(ii)})", "as"]),
    ],
)
def test_a_signature_is_split_into_complete_types(signature: str, types: list[str]) -> None:
    assert complete_types(signature) == types
