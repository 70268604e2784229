"""Modules that are loaded when something of them is first used: no first paint waits for them."""

import sys
from collections.abc import Iterable
from importlib.util import find_spec, module_from_spec
from types import ModuleType


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
