"""The computer's language without Qt, as `QLocale.system().name()` gives it."""

import os
import sys
from collections.abc import Mapping

_LONGEST_NAME = 85
"""`LOCALE_NAME_MAX_LENGTH` of Windows."""


def system_language() -> str:
    """Returns for example `de_DE`, or "" if the system names none."""
    if sys.platform == "win32":
        return _windows_language()
    if sys.platform == "darwin":
        # Only Core Foundation knows it there.
        from PySide6.QtCore import QLocale  # noqa: PLC0415

        return QLocale.system().name()
    return language_of(os.environ)


def language_of(variables: Mapping[str, str]) -> str:
    """Follows Qt: the locale is that of messages, and the first entry of `LANGUAGE` replaces any but the C locale."""
    named = (variables.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    locale = next((name for name in named if name), "")
    if locale in ("", "C", "POSIX"):
        return ""
    preferred = (variables.get("LANGUAGE") or "").split(":")[0] or locale
    # Without encoding and variant: `de_DE.UTF-8`, `de@euro`.
    return preferred.split(".")[0].split("@")[0]


def _windows_language() -> str:
    import ctypes  # noqa: PLC0415  not needed elsewhere

    buffer = ctypes.create_unicode_buffer(_LONGEST_NAME)
    kernel: object = getattr(ctypes, "windll").kernel32  # noqa: B009  unknown to type checkers on other systems
    getattr(kernel, "GetUserDefaultLocaleName")(buffer, _LONGEST_NAME)  # noqa: B009
    return buffer.value
