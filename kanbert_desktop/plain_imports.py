"""Imports as Python does them: PySide would read the source of every module, looking for its `__feature__`."""

import builtins


def import_plainly() -> None:
    """To be called once PySide6 is imported; that search costs a fifth of all imports, and nothing here uses it."""
    original = getattr(builtins, "__orig_import__", None)
    if original is not None:
        builtins.__import__ = original
