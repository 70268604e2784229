"""What makes a start of the window quicker by replacing parts of PySide6 and Python. Imports the standard library only.

Each part is used with the versions alone that its tests compare with the ordinary way, and in any doubt the ordinary way
is taken without a word. `KANBERT_ORDINARY_START=1` switches all of it off.
"""

import os
import sys

TYPE_CHECKING = False
"""`typing` is one of the modules that the file of code makes quicker to import."""
if TYPE_CHECKING:
    from kanbert_desktop.startup_acceleration.code_file import CodeFile

SWITCH = "KANBERT_ORDINARY_START"
"""An environment variable. Its value may name the parts to switch off, separated by commas; any other value means all."""
PARTS = ("signatures", "enums", "code", "tuples", "heap")
COMPARED = {(3, 11): ("6.11.3",), (3, 13): ("6.11.3", "6.12.0")}
"""The versions of PySide6 whose behaviour the tests have compared, by version of Python."""


def is_on(part: str) -> bool:
    """Returns whether a part is wanted."""
    off = os.environ.get(SWITCH, "")
    return not off or (set(off.split(",")) <= set(PARTS) and part not in off.split(","))


def is_compared() -> bool:
    """Returns whether Python and the installed PySide6, which has not been imported yet, are versions known here."""
    known = COMPARED.get(sys.version_info[:2], ())
    return sys.implementation.name == "cpython" and "shiboken6" not in sys.modules and _version() in known


def _version() -> str:
    """Returns the version that stands in `shiboken6/__init__.py`, without executing it."""
    from importlib.util import find_spec  # noqa: PLC0415  after the file of code is in use

    try:
        spec = find_spec("shiboken6")
        code = spec.loader.get_code("shiboken6") if spec is not None and spec.loader is not None else None  # type: ignore[attr-defined]
    except (ImportError, AttributeError, OSError, SyntaxError):
        return ""
    constants = code.co_consts if code is not None else ()
    return next((text for text in constants if isinstance(text, str) and text[:1].isdigit()), "")


def start_with_code_file() -> "CodeFile | None":
    """Imports the following modules from one file, if there is one. The caller ends this and saves a new one."""
    is_known = sys.version_info[:2] in COMPARED and sys.implementation.name == "cpython"
    if not is_known or not is_on("code"):
        return None
    from kanbert_desktop.startup_acceleration.code_file import CodeFile  # noqa: PLC0415  if wanted

    code = CodeFile()
    code.install()
    if is_on("tuples"):
        code.make_named_tuples_quickly()
    return code


def set_up_heap() -> None:
    """Call once it is known that a window is wanted: see `heap`."""
    if sys.implementation.name == "cpython" and is_on("heap"):
        from kanbert_desktop.startup_acceleration import heap  # noqa: PLC0415  if wanted

        heap.set_up_heap()


def end_acceleration() -> None:
    """Call after the first paint: what a start does without is made up for before other code than the program's own runs."""
    enum_types = sys.modules.get("kanbert_desktop.startup_acceleration.enum_types")
    if enum_types is not None:
        enum_types.add_postponed_members()
        enum_types.make_own_enums_ordinarily()
    heap = sys.modules.get("kanbert_desktop.startup_acceleration.heap")
    if heap is not None:
        heap.return_free_memory()


def accelerate_qt(code_file: "CodeFile | None" = None) -> None:
    """Imports the base of PySide6 in the quick way if that is known to be safe; later imports of Qt are ordinary ones."""
    if not is_compared():
        return
    if is_on("enums"):
        from kanbert_desktop.startup_acceleration.enum_types import (  # noqa: PLC0415  if wanted
            make_enums_quickly,
            make_own_enums_quickly,
        )

        make_enums_quickly()
        make_own_enums_quickly()
    if is_on("signatures"):
        from kanbert_desktop.startup_acceleration.signatures import import_without_signatures  # noqa: PLC0415  if wanted

        import_without_signatures(code_file.compile_source if code_file is not None else compile)
