"""Process set-up before any heavy import: no core dumps, Python's own import function, modules on first use.

`python3 packaging/dev.py bench startup_optimisations` starts the program with and without each optimisation and prints
what it saves. Comments here and in `main`, `app.tasks` and `app.system.event_loop` give the processor time of a start with
10,000 cards, the median of 8 runs in turns on a busy machine.

Imports inside functions are the largest one. At the top of their modules, those of `ui` would cost 69 ms and 10 MiB at the
first paint, those of `app` and `cli` 104 ms and 18 MiB, those of `net`, `identity`, `api`, `sync` and `store` 96 ms and 14 MiB
(the last two share httpx). An import that costs less than 5 ms and 2 MiB belongs at the top of its module.
"""

import builtins
import sys
from _thread import RLock
from importlib import import_module

TYPE_CHECKING = False
"""Nothing else is imported here: the next imports come from the file of code (`startup_acceleration`)."""
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from importlib.machinery import ModuleSpec
    from types import ModuleType
    from typing import Any
else:
    ModuleType = type(sys)

LAZY_MODULES = (
    "asyncio",
    "base64",
    "hashlib",
    "hmac",
    "html",
    "mmap",
    "random",
    "secrets",
    "shutil",
    "tempfile",
    "textwrap",
    "traceback",
    "uuid",
    "zipfile",
)
"""Modules of the standard library that the program and PySide6 import at the top of their modules and use later."""
MSGSPEC_PARTS = ("inspect", "msgpack", "toml", "yaml")
"""Modules that msgspec imports for other programs than this one."""

_ONE_BYTE = 1
"""Where `core_pattern` pipes a dump to a program (systemd-coredump, apport), Linux ignores the limit, 0 included, but
for this one value, which skips the dump (core(5); `do_coredump` in the kernel's fs/coredump.c). A dump to a file needs
at least a page."""


def platform_theme_arguments(variables: "Mapping[str, str]") -> list[str]:
    """Returns Qt's arguments for the file dialogs of the desktop in a bundle, which has no plug-in for GTK.

    Qt asks the portal by itself only in a sandbox. It has no fallback if the portal draws no dialogs, hence GNOME alone.
    """
    is_gnome = "GNOME" in variables.get("XDG_CURRENT_DESKTOP", "").split(":")
    is_bundle = bool(getattr(sys, "frozen", False))
    if not (is_bundle and is_gnome and variables.get("WAYLAND_DISPLAY")):
        return []
    return [] if "QT_QPA_PLATFORMTHEME" in variables else ["-platformtheme", "xdgdesktopportal"]


def input_method_variables(variables: "Mapping[str, str]") -> dict[str, str]:
    """Returns variables by which Qt asks GNOME for composed text on Wayland, where the session names ibus.

    GNOME itself asks ibus. Asked directly, ibus drops what is composed when another program comes to the front, and its
    candidates overlap the field (seen with GNOME 48 and ibus 1.5).
    """
    is_gnome = "GNOME" in variables.get("XDG_CURRENT_DESKTOP", "").split(":")
    is_chosen = "QT_IM_MODULES" in variables or variables.get("QT_IM_MODULE") != "ibus"
    if is_chosen or not (is_gnome and variables.get("WAYLAND_DISPLAY")):
        return {}
    return {"QT_IM_MODULES": "wayland;ibus"}


def forbid_core_dumps() -> None:
    """Keeps the memory of this process and its children, which holds tokens, out of core dumps.

    Windows has no such limit, and writes no dump unless it is set up to. `PR_SET_DUMPABLE` is not used: it takes
    `/proc/PID/root` from every process of the same user (measured), by which a desktop's portal finds out who asks,
    and it would lock out debuggers.
    """
    try:
        import resource  # noqa: PLC0415  not on Windows
    except ImportError:
        return
    _, hard_limit = resource.getrlimit(resource.RLIMIT_CORE)
    # The hard limit stays: a program that is started from here may be given its dumps back.
    soft_limit = _ONE_BYTE if sys.platform == "linux" and hard_limit != 0 else 0
    resource.setrlimit(resource.RLIMIT_CORE, (soft_limit, hard_limit))


def import_without(name: str, optional: str) -> None:
    """Imports the module `name`, which does without its dependency `optional` if there is none.

    msgspec takes two functions of `typing_extensions`, which Python's `typing` has as well; that module brings `inspect`
    and costs 8 ms of a start.
    """
    if optional in sys.modules or name in sys.modules:
        return
    missing: Any = None
    sys.modules[optional] = missing
    try:
        import_module(name)
    finally:
        del sys.modules[optional]


def remove_import_hook() -> None:
    """Restores Python's own `__import__`, which PySide6 replaces when it is imported.

    PySide6 reads the source of every importing module in search of `__feature__`, which the program does not use.
    Saves 35 ms of a start, 10 MiB at the first paint and 18 MiB 4 s later, if no module of Qt is imported before. Where
    `startup_acceleration` is in use, there is no such function to remove.
    """
    import PySide6.QtCore  # noqa: F401, PLC0415  installs the hook

    original = getattr(builtins, "__orig_import__", None)
    if original is not None:
        builtins.__import__ = original


class _LazyModule(ModuleType):
    """Executes the module when one of its attributes is first read, on whichever thread that is.

    `importlib.util.LazyLoader` would execute it at the second `import` statement already, which reads `__spec__`.
    """

    def __getattr__(self, name: str) -> object:
        state = self.__dict__
        with state["__lazy_lock__"]:
            if not state.get("__lazy_started__", False):
                state["__lazy_started__"] = True
                _execute(self)
        # Another thread may have executed it in the meantime.
        if name in state:
            return state[name]
        if type(self) is ModuleType and "__getattr__" in state:
            return state["__getattr__"](name)
        raise AttributeError(f"module {self.__name__!r} has no attribute {name!r}")


def _execute(module: ModuleType) -> None:
    loader = module.__spec__.loader if module.__spec__ else None
    if loader is not None:
        loader.exec_module(module)
    module.__class__ = ModuleType


def import_lazily(name: str) -> None:
    """Makes later statements `import name` free until the module is used; `from name import …` executes it at once."""
    from importlib.util import find_spec  # noqa: PLC0415  from the file of code

    spec = find_spec(name) if name not in sys.modules else None
    if spec is not None:
        _register_lazily(spec)


def import_parts_lazily(package: str, parts: "Iterable[str]") -> None:
    """Does so for modules that a package imports itself, before the package is imported. Nothing where there are none."""
    from importlib.machinery import PathFinder  # noqa: PLC0415  likewise
    from importlib.util import find_spec  # noqa: PLC0415  likewise

    found = find_spec(package) if package not in sys.modules else None
    for folder in (found.submodule_search_locations or ()) if found is not None else ():
        for part in parts:
            # The ordinary way through `find_spec` would import the package.
            spec = PathFinder.find_spec(f"{package}.{part}", [folder])
            if spec is not None:
                _register_lazily(spec)


def _register_lazily(spec: "ModuleSpec") -> None:
    from importlib.util import module_from_spec  # noqa: PLC0415  likewise

    module = module_from_spec(spec)
    module.__dict__["__lazy_lock__"] = RLock()
    module.__class__ = _LazyModule
    sys.modules[spec.name] = module
