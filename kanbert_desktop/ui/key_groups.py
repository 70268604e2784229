"""All keys in groups, from the tables that the keys act by, and those that lists and fields know by themselves."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from PySide6.QtGui import QKeySequence

from kanbert_desktop.app.translation import tr
from kanbert_desktop.ui.actions import Group, key_words, native
from kanbert_desktop.ui.board.board_keys import BOARD_KEYS, Act, BoardKey, sequence_of
from kanbert_desktop.ui.single_keys import single_keys

Row = tuple[str, str]
"""What it does, and its keys as they are called on this system."""
_WALKING = (Act.LEFT, Act.RIGHT, Act.OPEN, Act.BACK)
_MOVING = (Act.MOVE, Act.MOVE_LEFT, Act.MOVE_RIGHT, Act.UP, Act.DOWN, Act.TO_BOARD, Act.ARCHIVE)
_CHOOSING = (Act.SELECT, Act.COPY, Act.PASTE)


@dataclass(frozen=True, slots=True)
class KeyGroup:
    title: str
    rows: tuple[Row, ...]


def board_groups() -> Iterator[KeyGroup]:
    """What works on a board's cards; a key that is in no other group stands with the card."""
    named = {*_WALKING, *_MOVING, *_CHOOSING}
    yield KeyGroup(tr("On the board"), (*_of_acts(lambda act: act in _WALKING), *_walking()))
    yield KeyGroup(tr("Several cards"), (*_of_acts(lambda act: act in _CHOOSING), *_choosing()))
    yield KeyGroup(tr("Move a card"), tuple(_of_acts(lambda act: act in _MOVING)))
    yield KeyGroup(tr("A card"), tuple(_of_acts(lambda act: act not in named)))


def window_groups() -> Iterator[KeyGroup]:
    """What works everywhere."""
    yield KeyGroup(tr("Going places"), tuple(key_words(Group.GOING)))
    yield KeyGroup(tr("Cards"), tuple(key_words(Group.CARDS)))
    yield KeyGroup(tr("Window"), tuple(key_words(Group.WINDOW)))
    yield KeyGroup(tr("While writing"), tuple(_writing()))


def keys_of(entry: BoardKey) -> str:
    """As it is called on this system; "" where it does not act."""
    return sequence_of(entry).toString(QKeySequence.SequenceFormat.NativeText)


def _of_acts(belongs: Callable[[Act], bool]) -> Iterator[Row]:
    for entry in BOARD_KEYS:
        if belongs(entry.act) and keys_of(entry):
            yield entry.words(), keys_of(entry)


def _walking() -> Iterator[Row]:
    yield tr("Card above or below"), f"{native('Up')} · {native('Down')}"
    yield tr("First or last card"), f"{native('Home')} · {native('End')}"
    if single_keys.is_on:
        yield tr("Focus a column"), "1 … 6"
    yield (
        tr("Filter cards"),
        QKeySequence(QKeySequence.StandardKey.Find).toString(QKeySequence.SequenceFormat.NativeText),
    )


def _choosing() -> Iterator[Row]:
    yield tr("Select further cards"), f"{native('Shift+Up')} · {native('Shift+Down')}"
    yield tr("Select the whole column"), native("Ctrl+A")


def _writing() -> Iterator[Row]:
    yield tr("Send a comment, save a decision"), native("Ctrl+Return")
    yield tr("Keep the text and close"), native("Esc")
