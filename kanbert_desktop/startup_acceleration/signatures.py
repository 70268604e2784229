"""Loads PySide6's signature machinery when it is first needed: for the text of an error, a signature, or a help text.

PySide6 compiles these 13 modules from source whenever it is imported, which takes 40 ms. It asks them for functions by
name (`signature_globals.cpp`); each is replaced by one that loads the modules at its first call. This also leaves out
PySide6's replacement of `__import__`, which reads the source of every importing module in search of `__feature__`.
"""

import builtins
import os
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from importlib.machinery import ModuleSpec
from importlib.util import find_spec, module_from_spec
from threading import RLock
from types import ModuleType
from typing import Any

from kanbert_desktop.resources import resource
from kanbert_desktop.startup_acceleration.enum_types import add_postponed_members, postpone_members

_PACKAGE = "shibokensupport"
_LOADER = f"{_PACKAGE}.signature.loader"
_MAPPING = f"{_PACKAGE}.signature.mapping"
"""Before the text of an error, the library takes this module from `sys.modules` and calls its `update_mapping`."""
_FUNCTIONS = (
    "pyside_type_init",
    "create_signature",
    "seterror_argument",
    "make_helptext",
    "feature_import",
    "feature_imported",
)
_FOLDER_SWITCH = "SBK_EMBED"
"""With this variable PySide6 writes or removes the folder that it is shown."""
_lock = RLock()
_mapping = ModuleType(_MAPPING)
"""The library keeps the dictionary of this module for good, so PySide6's own module is executed in it."""
_loaded: list[ModuleType] = []


class _Finder:
    """Finds the replaced modules; they are empty but for the functions."""

    @staticmethod
    def find_spec(
        name: str, _path: Sequence[str] | None = None, _target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if name.partition(".")[0] != _PACKAGE:
            return None
        return ModuleSpec(name, _FINDER, is_package=name != _LOADER)

    @staticmethod
    def create_module(_spec: ModuleSpec) -> None:
        return None

    @staticmethod
    def exec_module(module: ModuleType) -> None:
        if module.__name__ == _LOADER:
            for name in _FUNCTIONS:
                setattr(module, name, _function(name))
            module.finish_import = module.post_init = _do_nothing  # type: ignore[attr-defined]


_FINDER: Any = _Finder
"""A finder and a loader by its methods."""


def import_without_signatures(compile_source: Callable[..., Any] = compile) -> None:
    """Imports shiboken6 and QtCore. Nothing of shiboken6 may have been imported before.

    `compile_source` compiles a module that shiboken6 has as text.
    """
    spec = find_spec("shiboken6")
    if spec is None or spec.loader is None or os.environ.get(_FOLDER_SWITCH):
        return
    shown = resource("pyside/files.dir")
    if not shown.is_dir():
        return
    # The ordinary import needs them at once.
    postpone_members()
    package = module_from_spec(spec)
    # PySide6 looks for the folder beside this file.
    package.__file__ = str(shown.parent / "shiboken6.py")
    sys.modules["shiboken6"] = package
    sys.meta_path.insert(0, _FINDER)
    ordinary_compile = builtins.compile
    try:
        builtins.compile = compile_source
        spec.loader.exec_module(package)
        sys.modules[_MAPPING] = _mapping
        _mapping.update_mapping = _update_mapping  # type: ignore[attr-defined]
        import PySide6.QtCore  # noqa: F401, PLC0415  asks for the functions
    except (ImportError, AttributeError, OSError):
        # The ordinary import follows, and reports what is wrong.
        add_postponed_members()
        sys.modules.pop("shiboken6", None)
    finally:
        builtins.compile = ordinary_compile
        sys.meta_path.remove(_FINDER)
        package.__file__ = spec.origin


def load_signatures() -> ModuleType:
    """Loads PySide6's own modules and returns the one with the functions."""
    with _lock:
        if not _loaded:
            # They name members without their enumeration.
            add_postponed_members()
            is_ordinary = f"{_PACKAGE}.signature.parser" in sys.modules
            _loaded.append(sys.modules[_LOADER] if is_ordinary else _embedded_loader())
        return _loaded[0]


def enable_features() -> None:
    """Lets later modules use `from __feature__ import …`, as PySide6 does when it is imported in the ordinary way."""
    for module in list(sys.modules.values()):
        # PySide6 asks all modules for an attribute, which would import those that wait for their first use.
        getattr(module, "__all__", None)
    if "__feature__" not in sys.modules:
        load_signatures().post_init()


def _embedded_loader() -> ModuleType:
    # Made by PySide6's library; the archive is in it.
    bootstrap: Any = import_module("signature_bootstrap")

    finders, importer = bootstrap.prepare_zipfile()
    for name in [name for name in sys.modules if name.partition(".")[0] == _PACKAGE]:
        del sys.modules[name]
    importer.create_module = lambda spec: _mapping if spec.name == _MAPPING else None
    finders.insert(0, importer)
    try:
        return import_module(_LOADER)
    finally:
        finders.remove(importer)


def _update_mapping() -> object:
    load_signatures()
    return _mapping.update_mapping()


def _function(name: str) -> Callable[..., Any]:
    def call(*args: object, **kwargs: object) -> object:
        loaded = load_signatures()
        # Functions for `__feature__` look at the module that called them: no other call may lie between.
        holder = loaded.feature if name.startswith("feature") else loaded
        return getattr(holder, name)(*args, **kwargs)

    call.__name__ = name
    return call


def _do_nothing(*_args: object) -> None:
    """`finish_import` adds deprecated functions, of which these versions have none; `post_init` installs the hook."""
