"""Process set-up before any heavy import: no core dumps, lazy modules, plain imports after PySide6."""

import builtins
import sys
from collections.abc import Iterable
from importlib.util import find_spec, module_from_spec
from types import ModuleType

_NONE_EVEN_THROUGH_A_PIPE = 1
"""Bytes. Where `core_pattern` pipes a dump to a program (systemd-coredump, apport), Linux ignores the limit, 0
included, but for this one value, which skips the dump (core(5); `do_coredump` in the kernel's fs/coredump.c). A dump to a
file needs at least a page."""


def forbid_core_dumps() -> None:
    """For this process and its children. Windows has no such limit, and writes no dump unless it is set up to.

    Not `PR_SET_DUMPABLE`: it takes `/proc/PID/root` from everybody of the same user (measured), by which a
    desktop's portal finds out who asks, and it would lock out debuggers.
    """
    try:
        import resource  # noqa: PLC0415  not on Windows
    except ImportError:
        return
    _, most = resource.getrlimit(resource.RLIMIT_CORE)
    # The upper limit stays: a program that is started from here may be given its dumps back.
    least = _NONE_EVEN_THROUGH_A_PIPE if sys.platform == "linux" and most != 0 else 0
    resource.setrlimit(resource.RLIMIT_CORE, (least, most))


class _Late(ModuleType):
    # importlib.util.LazyLoader loads at the second `import` already, because that looks at `__spec__`.
    def __getattr__(self, name: str) -> object:
        self.__class__ = ModuleType  # type: ignore[assignment]  # from now on a module like any other
        loader = self.__spec__.loader if self.__spec__ else None
        if loader is not None:
            loader.exec_module(self)
        return getattr(self, name)


def load_late(names: Iterable[str]) -> None:
    """Afterwards `import name` costs nothing yet; `from name import …` loads at once, as ever.

    For the one thread there is at a start: what other threads use as well has to be loaded before they begin.
    """
    for name in names:
        spec = find_spec(name) if name not in sys.modules else None
        if spec is not None:
            module = module_from_spec(spec)
            module.__class__ = _Late
            sys.modules[name] = module


def import_plainly() -> None:
    """That search costs a fifth of all imports that come after PySide6, and nothing here uses what it looks for."""
    import PySide6.QtCore  # noqa: F401, PLC0415  which begins it

    original = getattr(builtins, "__orig_import__", None)
    if original is not None:
        builtins.__import__ = original
