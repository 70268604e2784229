"""The compiled code of all modules of a start in one file, which is mapped into memory.

Python looks for a module in every folder, opens and reads a file of its own, and compiles regular expressions and the
constructors of named tuples and value classes again. Here one call of `stat` shows that a source is unchanged, and modules
that a window needs together are read together: a name that several of them use is read once. The file is made after the
first start of a version; where it is missing, stale or of doubtful origin, modules are imported in the ordinary way.

The modules of a frozen program are in compressed archives (`frozen_modules`): their states are part of the file's key.
"""

import marshal
import os
import sys
from _thread import _count as _count_threads
from importlib import import_module
from importlib.machinery import ExtensionFileLoader, ModuleSpec, SourceFileLoader

from kanbert_desktop.cached_files import IS_FROZEN, file_state, open_private, stamp, write_private

TYPE_CHECKING = False
"""`typing` and `types` are imported from the file, like all that follows."""
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from mmap import mmap
    from types import CodeType, ModuleType
    from typing import Any

    _Source = tuple[str, int, int, bool, str | None]
    """Path, modification time and size or `_ARCHIVED`; whether it is a package; `__cached__`."""
    _Place = tuple[int, int, int]
    """Start and length of a block of code, and the number of the module in it."""
    _Library = tuple[str, int, int]
    """Path, modification time and size of a module that is a library."""

_EXTERNAL: "Any" = sys.modules["_frozen_importlib_external"]
_IMPORTLIB: "Any" = sys.modules["_frozen_importlib"]
_FORM = b"kanbert-desktop code 3\n"
_LENGTH_BYTES = 8
_ARCHIVED = (-1, 0)
"""Stands for time and size of a module in an archive."""
_DEBUG = 128
"""`re.DEBUG`."""
_SUFFIX = ".py"
_BLOCKS = ("PySide6", "kanbert_desktop.ui")
"""Modules with which a block of code begins in the order of a start. One that hands over to an open window needs nothing of
the second block. A verb needs little of the first one: it reads each module of it by itself."""
_VALUE_CLASSES = "kanbert_desktop.domain.value_classes"
_compile = compile
"""Python's own, also while `compile_source` is in its place."""
_CODE_TYPE = type((lambda: None).__code__)
_MODULE_TYPE = type(sys)


class _Loader(SourceFileLoader):
    """An ordinary module of an ordinary file, whose code comes from elsewhere."""

    def __init__(self, name: str, path: str, take_code: "Callable[[], object] | None") -> None:
        super().__init__(name, path)
        self._take_code = take_code

    def get_code(self, fullname: str) -> "CodeType | None":
        take_code, self._take_code = self._take_code, None
        code = take_code() if take_code is not None else None
        return code if isinstance(code, _CODE_TYPE) else _ordinary_code(fullname, self.path)


class CodeFile:
    """Is used from `install` to `uninstall`; `save` writes a new file if this start needed more than it holds."""

    def __init__(self) -> None:
        self._map: mmap | None = None
        self._begin = 0
        self._blocks: dict[int, list[object]] = {}
        """What has been read and not been taken, by the place in the file."""
        self._modules: Mapping[str, _Source] = {}
        self._places: Mapping[str, _Place] = {}
        self._places_for_window: Mapping[str, _Place] = {}
        self._libraries: Mapping[str, _Library] = {}
        self._patterns: Mapping[tuple[str | bytes, int], bytes] = {}
        self._expressions: Mapping[str | bytes, bytes] = {}
        self._needed: Mapping[str, tuple[str, bool]] = {}
        self._needed_libraries: Mapping[str, str] = {}
        self._new_patterns: dict[tuple[str | bytes, int], None] = {}
        self._new_expressions: dict[str | bytes, CodeType] = {}
        self._compile_pattern: Any = None
        self._find_and_load: Any = None
        self._end_named_tuples: Callable[[], None] | None = None
        self._earlier: frozenset[str] = frozenset()
        """Modules that were there before: one of them reads the file."""

    def install(self) -> None:
        """Imports the modules whose functions are replaced from the file already."""
        descriptor = open_private(_file_name())
        if descriptor is not None:
            try:
                self._read(descriptor)
            except (OSError, ValueError, EOFError, TypeError):
                self._modules, self._libraries, self._patterns, self._expressions = {}, {}, {}, {}
                self._places, self._places_for_window = {}, {}
            finally:
                os.close(descriptor)
        self._earlier = frozenset(sys.modules)
        sys.meta_path.insert(0, self)
        # What an `import` statement calls for a module that is not in `sys.modules`.
        self._find_and_load = _IMPORTLIB._find_and_load  # noqa: SLF001  private to `importlib`
        _IMPORTLIB._find_and_load = self._import  # noqa: SLF001  likewise
        namespace: Any = import_module("collections")
        compiler: Any = import_module("re._compiler")

        self._compile_pattern = compiler.compile
        compiler.compile = self._pattern
        namespace.eval = self._expression  # found before the built-in function
        vars(import_module(_VALUE_CLASSES))["exec"] = self._statement  # likewise

    def uninstall(self) -> None:
        """Modules found before keep their code. What is imported later is no part of the start."""
        if self in sys.meta_path:
            self._needed = dict(_modules_in_use())
            self._needed_libraries = dict(_libraries_in_use(self._earlier))
            self._blocks.clear()
            self._drop_pages()
            sys.meta_path.remove(self)
            _IMPORTLIB._find_and_load = self._find_and_load  # noqa: SLF001  private to `importlib`
            _compiler().compile = self._compile_pattern
            namespace: Any = sys.modules["collections"]
            del namespace.eval
            if self._end_named_tuples is not None:
                self._end_named_tuples()
            del vars(sys.modules[_VALUE_CLASSES])["exec"]

    def make_named_tuples_quickly(self) -> None:
        """See `named_tuples`; ends with `uninstall`."""
        from kanbert_desktop.startup_acceleration.named_tuples import make_named_tuples_quickly  # noqa: PLC0415  if wanted

        self._end_named_tuples = make_named_tuples_quickly(self._code_of)

    def read_together(self) -> None:
        """Call once it is known that a window is wanted."""
        self._places = {**self._places, **self._places_for_window}

    def find_spec(
        self, name: str, _path: "Sequence[str] | None" = None, _target: "ModuleType | None" = None
    ) -> ModuleSpec | None:
        source, place = self._modules.get(name), self._places.get(name)
        if source is None or place is None or self._map is None:
            library = self._libraries.get(name)
            return _library_spec(name, library) if library is not None else None
        path, time, size, is_package, cached = source
        if not _is_fresh(path, time, size):
            return None
        loader = _Loader(name, path, lambda: self._take(*place))
        folders = [path.rpartition("/")[0]] if is_package else None
        spec: ModuleSpec = _EXTERNAL.spec_from_file_location(
            name, path, loader=loader, submodule_search_locations=folders
        )
        # Else Python works it out for each module.
        spec.cached = cached
        return spec

    def _import(self, name: str, import_: "Callable[[str], object]") -> "ModuleType":
        """Like `importlib._bootstrap._find_and_load`, under the same lock: other threads wait for the whole module.

        The ordinary way through finder, loader and specification takes 20 µs more for each module.
        """
        source, place = self._modules.get(name), self._places.get(name)
        if source is None or place is None or name in sys.modules:
            return self._find_and_load(name, import_)  # type: ignore[no-any-return]
        if not _count_threads():
            # Nobody else can see half of it: no module starts a thread while it is imported. The lock takes 4 µs.
            return self._import_locked(name, import_, source, place)
        with _IMPORTLIB._ModuleLockManager(name):  # noqa: SLF001  private to `importlib`
            return self._import_locked(name, import_, source, place)

    def _import_locked(
        self, name: str, import_: "Callable[[str], object]", source: "_Source", place: "_Place"
    ) -> "ModuleType":
        package, _, child = name.rpartition(".")
        if package and package not in sys.modules:
            import_(package)
        path, time, size, is_package, cached = source
        code = self._take(*place) if name not in sys.modules and _is_fresh(path, time, size) else None
        if not isinstance(code, _CODE_TYPE):
            return self._find_and_load(name, import_)  # type: ignore[no-any-return]
        module = _module_of(name, path, package, cached, is_package=is_package)
        _execute(module, code)
        if package:
            setattr(sys.modules[package], child, sys.modules[name])
        return sys.modules[name]

    def compile_source(self, source: "Any", name: str, mode: str, *others: "Any", **named: "Any") -> "Any":  # noqa: ANN401  as the built-in function
        """Like `compile`, once for each source that is a row of bytes."""
        if source.__class__ is not bytes or others or named:
            return _compile(source, name, mode, *others, **named)
        return self._code_of(source, mode, name)

    def save(self) -> bool:
        """Writes the file if this start needed what it does not hold. Returns whether it did."""
        try:
            needed = self._needed
            known = {name: source[:3] for name, source in self._modules.items()}
            is_complete = all(
                known.get(name) == (path, *_source_state(path)) for name, (path, _) in needed.items()
            )
            has_libraries = all(
                self._libraries.get(name) == (path, *file_state(path))
                for name, path in self._needed_libraries.items()
            )
            if is_complete and has_libraries and not self._new_patterns and not self._new_expressions:
                return False
            return write_private(_file_name(), *self._parts({**dict(self._still_fresh()), **needed}))
        except (OSError, ImportError, SyntaxError, ValueError):
            return False

    def _read(self, descriptor: int) -> None:
        import mmap  # noqa: PLC0415  only if there is a file

        data = mmap.mmap(descriptor, os.fstat(descriptor).st_size, access=mmap.ACCESS_READ)
        start = len(_FORM) + _LENGTH_BYTES
        begin = start + int.from_bytes(data[len(_FORM) : start], "little")
        if data[: len(_FORM)] != _FORM or begin > len(data):
            return
        key, length, *parts = marshal.loads(memoryview(data)[start:begin])  # noqa: S302  a private file
        if key == _key() and begin + length == len(data):
            sources, places, libraries, *compiled = parts
            self._modules, self._libraries = sources, libraries
            self._places, self._places_for_window = places
            self._patterns, self._expressions = compiled
            self._map, self._begin = data, begin

    def _take(self, start: int, length: int, number: int) -> object:
        """Returns the code of one module, or None where there is none."""
        block = self._blocks.get(start)
        if block is None:
            self._blocks[start] = block = self._read_block(self._begin + start, length)
        if number >= len(block):
            return None
        code, block[number] = block[number], None
        return code

    def _read_block(self, start: int, length: int) -> list[object]:
        if self._map is None:
            return []
        try:
            block = marshal.loads(memoryview(self._map)[start : start + length])  # noqa: S302  a private file
        except (ValueError, EOFError, TypeError):
            return []
        return block if isinstance(block, list) else []

    def _drop_pages(self) -> None:
        """Gives back the memory of what was read."""
        if self._map is not None and hasattr(self._map, "madvise"):
            import mmap  # noqa: PLC0415  loaded already

            self._map.madvise(mmap.MADV_DONTNEED)

    def _still_fresh(self) -> "Iterator[tuple[str, tuple[str, bool]]]":
        """Yields modules that this start did not need but others may."""
        for name, (path, time, size, is_package, *_) in self._modules.items():
            if _is_fresh(path, time, size):
                yield name, (path, is_package)

    def _parts(self, modules: "Mapping[str, tuple[str, bool]]") -> list[bytes]:
        """What to write in a row: joined, it would be in memory twice."""
        together = _blocks_of_window(self._needed)
        of_window_alone = set(together[-1]) if together else set()
        alone = [[name] for name in modules if name not in of_window_alone]
        # One block after the other: all code at once took 15 MiB, which the process kept.
        blocks = [
            _dumped([_code_of_module(name, modules[name][0]) for name in names])
            for names in (*alone, *together)
        ]
        places = list(_places((*alone, *together), blocks))
        sources = {
            name: (path, *_source_state(path), is_package, _cached_name(path))
            for name, (path, is_package) in modules.items()
        }
        patterns = {key: _dumped(_pattern_parts(*key)) for key in self._new_patterns}
        expressions = {source: marshal.dumps(code) for source, code in self._new_expressions.items()}
        libraries = {name: (path, *file_state(path)) for name, path in self._needed_libraries.items()}
        index = _dumped(
            (
                _key(),
                sum(map(len, blocks)),
                sources,
                (dict(places[: len(alone)]), dict(places[len(alone) :])),
                {**self._libraries, **libraries},
                {**self._patterns, **patterns},
                {**self._expressions, **expressions},
            )
        )
        return [_FORM, len(index).to_bytes(_LENGTH_BYTES, "little"), index, *blocks]

    def _pattern(self, pattern: "Any", flags: int) -> "Any":  # noqa: ANN401  as in `re._compiler`
        ordinary = self._compile_pattern
        if pattern.__class__ not in (str, bytes) or flags & _DEBUG:
            return ordinary(pattern, flags)
        stored = self._patterns.get((pattern, flags))
        if stored is not None:
            return _compiler()._sre.compile(pattern, *marshal.loads(stored))  # noqa: S302, SLF001  a private file
        self._new_patterns[pattern, flags] = None
        return ordinary(pattern, flags)

    def _expression(self, source: "Any", *scopes: "Any") -> "Any":  # noqa: ANN401  as the built-in function
        return eval(self._code_of(source, "eval"), *scopes)  # noqa: S307  what `collections` evaluates

    def _statement(self, source: "Any", *scopes: "Any") -> None:  # noqa: ANN401  as the built-in function
        exec(self._code_of(source, "exec"), *scopes)  # noqa: S102  what `value_classes` executes

    def _code_of(self, source: str | bytes, mode: str, name: str = "<string>") -> "CodeType":
        """No statement is an expression too: the sources of both do not meet."""
        stored = self._expressions.get(source)
        if stored is not None:
            kept: object = marshal.loads(stored)  # noqa: S302  a private file
            if isinstance(kept, _CODE_TYPE):
                return kept
        self._new_expressions[source] = code = _compile(source, name, mode)
        return code


def _module_of(name: str, path: str, package: str, cached: str | None, *, is_package: bool) -> "ModuleType":
    """Returns a module as `importlib` makes it for a file, not executed."""
    loader = _Loader(name, path, None)
    spec: Any = ModuleSpec(name, loader, origin=path, is_package=is_package)
    spec.has_location = True
    spec.cached = cached
    module = _MODULE_TYPE(name)
    namespace = module.__dict__
    namespace["__package__"] = name if is_package else package
    namespace["__loader__"] = loader
    namespace["__spec__"] = spec
    if is_package:
        namespace["__path__"] = spec.submodule_search_locations
        spec.submodule_search_locations.append(path.rpartition("/")[0])
    namespace["__file__"] = path
    if cached is not None:
        namespace["__cached__"] = cached
    return module


def _execute(module: "ModuleType", code: "CodeType") -> None:
    """Puts a module into `sys.modules` and executes it, as `importlib._bootstrap._load_unlocked` does."""
    name, spec = module.__name__, module.__spec__
    sys.modules[name] = module
    vars(spec)["_initializing"] = True
    try:
        exec(code, module.__dict__)  # noqa: S102  the code of a module
    except BaseException:
        sys.modules.pop(name, None)
        raise
    finally:
        vars(spec)["_initializing"] = False
    # In the order of their completion; a module may have put another one in its place.
    sys.modules[name] = sys.modules.pop(name)


def _dumped(value: "Any") -> bytes:  # noqa: ANN401  what the type checker knows of `marshal` ends with its arguments
    return marshal.dumps(value)


def _code_of_module(name: str, path: str) -> "CodeType | None":
    from kanbert_desktop.startup_acceleration.docstrings import without_docstrings  # noqa: PLC0415  only where a file is made

    code = _ordinary_code(name, path)
    return without_docstrings(code) if code is not None else None


def _ordinary_code(name: str, path: str) -> "CodeType | None":
    if not IS_FROZEN:
        return SourceFileLoader(name, path).get_code(name)
    from kanbert_desktop.startup_acceleration.frozen_modules import archived_code  # noqa: PLC0415  if frozen

    return archived_code(name, path)


def _file_name() -> str:
    return f"start-{sys.implementation.cache_tag}.code"


def _compiler() -> "Any":  # noqa: ANN401  private to `re`
    return sys.modules["re._compiler"]


def _key() -> tuple[object, ...]:
    """Returns what the whole file depends on. The first folder of the path is the working directory of some starts."""
    python = (_EXTERNAL.MAGIC_NUMBER, sys.flags.optimize, sys.prefix, sys.pycache_prefix)
    key = (*stamp(), *python, __file__, tuple(sys.path[1:]))
    if not IS_FROZEN:
        return key
    from kanbert_desktop.startup_acceleration.frozen_modules import archive_states  # noqa: PLC0415  if frozen

    return (*key, *archive_states())


def _source_state(path: str) -> tuple[int, int]:
    return _ARCHIVED if IS_FROZEN else file_state(path)


def _is_fresh(path: str, time: int, size: int) -> bool:
    if (time, size) == _ARCHIVED:
        return True
    try:
        return file_state(path) == (time, size)
    except OSError:
        return False


def _library_spec(name: str, library: "_Library") -> ModuleSpec | None:
    """Python looks for a library in every folder of the path and under several names."""
    if not _is_fresh(*library):
        return None
    path = library[0]
    spec: ModuleSpec = _EXTERNAL.spec_from_file_location(name, path, loader=ExtensionFileLoader(name, path))
    return spec


def _modules_in_use() -> "Iterator[tuple[str, tuple[str, bool]]]":
    """Yields name, path and kind of the modules of this process that come from source files or archives."""
    is_kept: Callable[[object, str], bool] = _is_source_file
    if IS_FROZEN:
        from kanbert_desktop.startup_acceleration.frozen_modules import is_archived  # noqa: PLC0415  if frozen

        is_kept = is_archived
    for name, module in list(sys.modules.items()):
        spec: Any = getattr(module, "__spec__", None)
        loader = getattr(spec, "loader", None)
        if name == "__main__" or loader is None or spec.name != name:
            continue
        path = str(spec.origin)
        if isinstance(loader, _Loader) or is_kept(loader, path):
            yield name, (path, spec.submodule_search_locations is not None)


def _is_source_file(loader: object, path: str) -> bool:
    # PySide6 makes a module that says it comes from a file.
    return isinstance(loader, SourceFileLoader) and path.endswith(_SUFFIX) and os.path.isfile(path)  # noqa: PTH113  likewise


def _libraries_in_use(earlier: frozenset[str]) -> "Iterator[tuple[str, str]]":
    """Yields name and path of the modules of this process that are libraries, but for the `earlier` ones."""
    for name, module in list(sys.modules.items()):
        spec: Any = getattr(module, "__spec__", None) if name not in earlier else None
        if isinstance(getattr(spec, "loader", None), ExtensionFileLoader) and spec.name == name:
            yield name, str(spec.origin)


def _blocks_of_window(names: "Iterable[str]") -> list[list[str]]:
    """Returns the modules of each block, of those that a window needed, in the order of their import."""
    blocks: list[list[str]] = []
    for name in names:
        if name in _BLOCKS:
            blocks.append([])
        if blocks:
            blocks[-1].append(name)
    return blocks


def _places(blocks: "Iterable[Sequence[str]]", contents: "Iterable[bytes]") -> "Iterator[tuple[str, _Place]]":
    start = 0
    for names, content in zip(blocks, contents, strict=True):
        for number, name in enumerate(names):
            yield name, (start, len(content), number)
        start += len(content)


def _cached_name(path: str) -> str | None:
    return _EXTERNAL._get_cached(path)  # type: ignore[no-any-return]  # noqa: SLF001  private to `importlib`


def _pattern_parts(pattern: str | bytes, flags: int) -> tuple[object, ...]:
    """Returns what `re._compiler.compile` passes on."""
    compiler = _compiler()
    parsed = compiler._parser.parse(pattern, flags)  # noqa: SLF001  private to `re` as a whole
    code = compiler._code(parsed, flags)  # noqa: SLF001  likewise
    groups = dict(parsed.state.groupdict)
    names = [None] * parsed.state.groups
    for name, group in groups.items():
        names[group] = name
    # The numbers in the code are of a class of their own, for printing.
    numbers = [int(number) for number in code]
    return int(flags | parsed.state.flags), numbers, parsed.state.groups - 1, groups, tuple(names)
