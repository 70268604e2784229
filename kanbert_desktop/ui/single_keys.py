"""Whether one character alone is a command (U16); lists, shortcuts and the cheat sheet all ask here."""

from collections.abc import Iterable

from PySide6.QtCore import QKeyCombination, Qt

_K = Qt.Key
_CHARACTERS = range(_K.Key_Exclam.value, _K.Key_AsciiTilde.value + 1)
# A keypad's digits carry this flag, and some layouts write "/" and "?" with Shift.
_STILL_ALONE = Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier


class SingleKeys:
    """One choice for the whole program, as its language is one; what is shown of it is dressed anew afterwards."""

    is_on = True

    def let_pass(self, combination: QKeyCombination) -> bool:
        """False where that key is one character alone, and those are switched off."""
        return self.is_on or not _is_single(combination)

    def after(self, words: str, key: str) -> str:
        """For a tooltip: the key behind them, where it acts."""
        return f"{words} ({key})" if self.is_on else words

    def still_acting(self, keys: Iterable[str]) -> list[str]:
        """Of keys as `QKeySequence` reads them."""
        return [key for key in keys if self.is_on or len(key) > 1]


def _is_single(combination: QKeyCombination) -> bool:
    is_alone = not combination.keyboardModifiers() & ~_STILL_ALONE
    return is_alone and combination.key().value in _CHARACTERS


single_keys = SingleKeys()
