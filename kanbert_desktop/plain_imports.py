"""Imports as Python does them: PySide would read the source of every module, looking for its `__feature__`."""

import builtins


def import_plainly() -> None:
    """That search costs a fifth of all imports that come after PySide6, and nothing here uses what it looks for."""
    import PySide6.QtCore  # noqa: F401, PLC0415  which begins it

    original = getattr(builtins, "__orig_import__", None)
    if original is not None:
        builtins.__import__ = original
