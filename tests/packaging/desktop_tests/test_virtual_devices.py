"""What the devices tell the compositor."""

import struct
from collections.abc import Sequence
from pathlib import Path

import pytest

from desktop_tests.keyboard_layout import keys_for
from desktop_tests.protocol_log import ProtocolLog
from desktop_tests.virtual_devices import VirtualKeyboard, VirtualPointer

KEY, MODIFIERS = 1, 2
SHIFT, CONTROL = 1, 4


class Recorder:
    """In place of the client: keeps the requests as opcode and numbers."""

    def __init__(self) -> None:
        self.requests: list[tuple[int, ...]] = []

    def bind(self, _interface: str, _version: int) -> int:
        return 1

    def new_object(self) -> int:
        return 2

    def request(
        self, target: int, opcode: int, arguments: bytes = b"", descriptors: Sequence[int] = ()
    ) -> None:
        if target == 2 and not descriptors:
            self.requests.append((opcode, *struct.unpack(f"={len(arguments) // 4}i", arguments)))

    def wait(self) -> None: ...


@pytest.fixture
def recorder() -> Recorder:
    return Recorder()


def test_a_combination_is_pressed_in_order_and_released_in_reverse_with_its_modifiers(
    recorder: Recorder,
) -> None:
    VirtualKeyboard(recorder).press("Control_L", "K")  # type: ignore[arg-type]
    sent = [numbers[2:] if numbers[0] == KEY else numbers[1:2] for numbers in recorder.requests]
    control, shift, k = 29, 42, 37
    assert sent == [
        *((control, 1), (CONTROL,), (shift, 1), (CONTROL | SHIFT,), (k, 1)),
        *((k, 0), (shift, 0), (CONTROL,), (control, 0), (0,)),
    ]


def test_the_pointer_goes_to_places_between_two_units(recorder: Recorder) -> None:
    VirtualPointer(recorder, 960, 600).move((10.5, 20))  # type: ignore[arg-type]
    motion, frame = recorder.requests
    assert motion[2:] == (1050, 2000, 96000, 60000)
    assert frame == (4,)


def test_two_fingers_scroll_and_leave_the_touch_pad(recorder: Recorder) -> None:
    VirtualPointer(recorder, 960, 600).scroll(0, 15)  # type: ignore[arg-type]
    assert [numbers[0] for numbers in recorder.requests] == [5, 3, 4, 5, 6, 4]
    assert recorder.requests[1][2:] == (0, 15 * 256)


@pytest.mark.parametrize(
    ("name", "numbers"),
    [("a", [30]), ("A", [42, 30]), ("?", [42, 53]), ("\\", [43]), ("\n", [28]), ("F10", [68]), ("-", [12])],
)
def test_a_letter_is_the_key_that_an_american_keyboard_has_for_it(name: str, numbers: list[int]) -> None:
    assert [number for _name, number in keys_for(name)] == numbers


def test_a_letter_without_a_key_is_an_error() -> None:
    with pytest.raises(ValueError, match="ä"):
        keys_for("ä")


def test_the_last_picture_of_a_window_tells_its_scale(tmp_path: Path) -> None:
    log = tmp_path / "program.log"
    line = (
        "[1.2] {{Default Queue}}  -> wl_shm_pool#43.create_buffer(new id wl_buffer#4, 0, {}, 875, 5888, 1)\n"
    )
    drawn = ProtocolLog(log)
    log.write_text("".join(line.format(width) for width in (1440, 1800, 32)))
    assert drawn.last_width(1152) == 1800
    assert drawn.last_width(1900) == 0
    drawn.forget()
    assert drawn.last_width(1152) == 0


MOVED = "[1.5] wl_data_device#31.motion(17, {}, 200.5)\n"
ACCEPTED = '[1.6] wl_data_source#41.target("application/x-kanbert-cards")\n'
DECLINED = "[1.6] wl_data_source#41.target(nil)\n"


@pytest.mark.parametrize(
    ("lines", "is_accepted"),
    [
        ([], False),
        ([MOVED.format(10), ACCEPTED], False),
        ([MOVED.format(10), ACCEPTED, MOVED.format(90), ACCEPTED], False),
        ([MOVED.format(89), ACCEPTED, MOVED.format(90)], False),
        ([MOVED.format(89), ACCEPTED, MOVED.format(90), DECLINED], False),
        ([MOVED.format(89), DECLINED, MOVED.format(90), ACCEPTED], True),
    ],
    ids=["no drag", "one move", "still on its way", "no answer yet", "no target", "accepted"],
)
def test_a_drag_is_accepted_once_the_target_has_answered_at_its_place(
    tmp_path: Path, lines: list[str], is_accepted: bool
) -> None:
    log = tmp_path / "program.log"
    log.write_text("an earlier drag\n" + MOVED.format(89) + MOVED.format(90) + ACCEPTED)
    protocol = ProtocolLog(log)
    protocol.forget()
    with log.open("a") as file:
        file.writelines(lines)
    assert protocol.has_accepted_drag() is is_accepted
