"""The file with the code of a start: used where it is fresh and private, left alone in any doubt."""

import json
import os
import re
import subprocess
import sys
import threading
from collections import namedtuple
from collections.abc import Iterator, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from kanbert_desktop import cached_files
from kanbert_desktop.domain import value_classes
from kanbert_desktop.startup_acceleration import code_file as code_file_module
from kanbert_desktop.startup_acceleration.code_file import CodeFile, _pattern_parts

ROOT = Path(__file__).parents[2]
START = """
import json, sys
sys.dont_write_bytecode = False
from kanbert_desktop.startup_acceleration import start_with_code_file
code = start_with_code_file()
import example_module, re, collections
Pair = collections.namedtuple("Pair", "left right")
from kanbert_desktop.domain import value_classes

@value_classes.dataclass(frozen=True, slots=True)
class Place:
    row: int
    column: int = 7

place = Place(3)
found = [type(sys.modules[name].__spec__.loader).__name__ for name in ("example_module", "kanbert_desktop.domain.errors")
         if name in sys.modules]
import kanbert_desktop.domain.untrusted_text as own
found.append(type(own.__spec__.loader).__name__)
import _decimal
ways = {"cached": example_module.__cached__, "library": _decimal.__file__, "loader": type(_decimal.__loader__).__name__}
code.uninstall()
print(json.dumps({
    "loaders": found,
    "ways": ways,
    "known": sorted(code._libraries),
    "value": example_module.value,
    "file": example_module.__file__,
    "matches": example_module.pattern.sub("-", "a1b22"),
    "pair": repr(Pair(1, 2)),
    "place": repr(place),
    "compiled": sorted(code._new_expressions),
    "saved": code.save(),
}))
"""
SLOW = """
import example_package
example_package.has_begun.set()
assert example_package.may_end.wait(60)
is_whole = True
"""
EXAMPLE = "import re\nvalue = {value}\npattern = re.compile(r'[0-9]+(?P<rest>x)?')\n"


@pytest.fixture
def example(tmp_path: Path) -> Path:
    module = tmp_path / "modules" / "example_module.py"
    module.parent.mkdir()
    module.write_text(EXAMPLE.format(value=1))
    return module


def start(example: Path, **variables: str) -> Any:  # noqa: ANN401
    path = os.pathsep.join([str(ROOT), str(example.parent)])
    run = subprocess.run(
        [sys.executable, "-c", START],
        env={**os.environ, "PYTHONPATH": path, **variables},
        capture_output=True,
        text=True,
        check=True,
    )
    return json.loads(run.stdout)


def code_file(cache: Path) -> Path:
    (found,) = cache.glob("*.code")
    return found


def test_the_second_start_takes_its_code_from_the_file(cache: Path, example: Path) -> None:
    first, second = start(example), start(example)
    assert first["saved"]
    assert not second["saved"]
    assert "_Loader" in second["loaders"]
    assert "_Loader" not in first["loaders"]
    for name in ("value", "file", "matches", "pair", "place", "ways"):
        assert first[name] == second[name]
    assert second["place"] == "Place(row=3, column=7)"
    assert code_file(cache).stat().st_mode & 0o777 == 0o600
    assert cache.stat().st_mode & 0o777 == 0o700


def test_a_library_is_found_where_it_was(cache: Path, example: Path) -> None:
    first, second = start(example), start(example)
    assert first["known"] == []
    assert "_decimal" in second["known"]
    assert second["ways"]["loader"] == "ExtensionFileLoader"


def test_a_library_that_has_changed_is_looked_for(cache: Path, tmp_path: Path) -> None:
    library = tmp_path / "example.so"
    library.write_bytes(b"one")
    code = CodeFile()
    code._libraries = {"example": (str(library), *cached_files.file_state(str(library)))}
    found = code.find_spec("example")
    assert found is not None
    assert found.origin == str(library)
    library.write_bytes(b"another")
    assert code.find_spec("example") is None
    library.unlink()
    assert code.find_spec("example") is None


def test_the_second_start_compiles_nothing(cache: Path, example: Path) -> None:
    first, second = start(example), start(example)
    assert any(source.startswith("def __init__(self, row, column=") for source in first["compiled"])
    assert any(source.startswith("lambda _cls, left, right") for source in first["compiled"])
    assert second["compiled"] == []


def test_a_changed_module_is_imported_from_its_source_and_stored_again(cache: Path, example: Path) -> None:
    start(example)
    example.write_text(EXAMPLE.format(value=22))
    second, third = start(example), start(example)
    assert (second["value"], second["saved"]) == (22, True)
    assert second["loaders"][0] == "SourceFileLoader"
    assert (third["value"], third["saved"], third["loaders"][0]) == (22, False, "_Loader")


def read_file() -> CodeFile:
    """A file of code as the next start finds it, without its finder in place."""
    code = CodeFile()
    descriptor = cached_files.open_private(code_file_module._file_name())
    assert descriptor is not None
    code._read(descriptor)
    os.close(descriptor)
    return code


def code_from(file: CodeFile, name: str) -> Any:  # noqa: ANN401
    spec: Any = file.find_spec(name)
    return spec.loader.get_code(name) if spec is not None else None


@pytest.fixture
def modules(cache: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Sequence[str]:
    """What a start with a window has saved: one module for everybody, two blocks of two."""
    names = ("for_all", "base_one", "base_two", "window_one", "window_two")
    code = CodeFile()
    for name in names:
        (tmp_path / f"{name}.py").write_text(f"name_of_all = {name!r}\n")
    code._needed = {name: (str(tmp_path / f"{name}.py"), False) for name in names}
    monkeypatch.setattr(code_file_module, "_BLOCKS", ("base_one", "window_one"))
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    assert code.save()
    return names


@pytest.fixture
def imported(modules: Sequence[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[CodeFile]:
    """The file in use, beside a package whose modules are in it too."""
    package = tmp_path / "example_package"
    package.mkdir()
    (package / "__init__.py").write_text("value = 1\n")
    (package / "inside.py").write_text("import example_package\nown_name = __name__\n")
    (package / "broken.py").write_text("raise LookupError('broken')\n")
    (package / "replaced.py").write_text("import sys\nsys.modules[__name__] = 'another'\n")
    (package / "slow.py").write_text(SLOW)
    monkeypatch.syspath_prepend(tmp_path)
    code = CodeFile()
    names = (
        "example_package",
        *(f"example_package.{name}" for name in ("inside", "broken", "replaced", "slow")),
    )
    code._needed = {
        name: (str(tmp_path / name.replace(".", "/")) + ".py", False)
        if "." in name
        else (str(package / "__init__.py"), True)
        for name in names
    }
    assert code.save()
    file = read_file()
    file.install()
    yield file
    file.uninstall()
    for name in [name for name in sys.modules if name in {*names, *modules}]:
        del sys.modules[name]


@pytest.mark.usefixtures("imported")
def test_a_module_from_the_file_is_the_one_of_an_ordinary_import() -> None:
    made = {}
    for ordinary in (False, True):
        inside: Any = import_module("example_package.inside")
        package: Any = sys.modules["example_package"]
        assert (package.inside, inside.own_name) == (inside, "example_package.inside")
        made[ordinary] = [described(package), described(inside)]
        for name in ("example_package.inside", "example_package"):
            del sys.modules[name]
        file = next(finder for finder in sys.meta_path if isinstance(finder, CodeFile))
        file._modules = {}
    assert made[False] == made[True]


def described(module: Any) -> dict[str, object]:  # noqa: ANN401
    """The attributes that the import system gives a module."""
    spec = module.__spec__
    names = (
        "name",
        "origin",
        "submodule_search_locations",
        "cached",
        "parent",
        "has_location",
        "loader_state",
    )
    own = {name: value for name, value in vars(module).items() if isinstance(value, str | list)}
    is_initializing = getattr(spec, "_initializing", None)
    return {
        **own,
        "spec": [getattr(spec, name) for name in names],
        "now": is_initializing,
        "names": [*vars(module)],
    }


@pytest.mark.usefixtures("imported")
def test_a_module_that_fails_is_not_left_half_made() -> None:
    for _ in range(2):
        with pytest.raises(LookupError, match="broken"):
            import_module("example_package.broken")
        assert "example_package.broken" not in sys.modules
    assert not hasattr(sys.modules["example_package"], "broken")


@pytest.mark.usefixtures("imported")
def test_a_module_may_put_something_else_in_its_place() -> None:
    assert import_module("example_package.replaced") == "another"  # type: ignore[comparison-overlap]


@pytest.mark.usefixtures("imported")
def test_a_thread_waits_for_the_module_that_another_one_imports() -> None:
    package: Any = import_module("example_package")
    package.has_begun, package.may_end = threading.Event(), threading.Event()
    waiting: Any = sys.modules["_frozen_importlib"]._blocking_on  # type: ignore[attr-defined]
    seen = list[bool]()

    def import_slowly() -> None:
        seen.append(hasattr(import_module("example_package.slow"), "is_whole"))

    threads = [threading.Thread(target=import_slowly) for _ in range(2)]
    threads[0].start()
    assert package.has_begun.wait(60)
    threads[1].start()
    while threads[1].is_alive() and not waiting.get(threads[1].ident):
        threads[1].join(0.01)
    package.may_end.set()
    for thread in threads:
        thread.join()
    assert seen == [True, True]


def test_a_window_reads_together_what_it_needs_together(modules: Sequence[str]) -> None:
    file = read_file()
    file.read_together()
    assert [code_from(file, name).co_consts[0] for name in modules] == list(modules)
    assert sorted(len(block) for block in file._blocks.values()) == [1, 2, 2]


def test_what_opens_no_window_reads_each_module_alone(modules: Sequence[str]) -> None:
    file = read_file()
    assert [code_from(file, name).co_consts[0] for name in modules[:3]] == list(modules[:3])
    assert [len(block) for block in file._blocks.values()] == [1, 1, 1]
    assert [file.find_spec(name) for name in modules[3:]] == [None, None]


def test_a_module_is_read_from_its_source_where_its_block_is_spoilt(
    modules: Sequence[str], cache: Path
) -> None:
    path = code_file(cache)
    content = path.read_bytes()
    path.write_bytes(content[:-100] + bytes(100))
    file = read_file()
    file.read_together()
    assert [code_from(file, name).co_consts[0] for name in modules] == list(modules)


def test_bytes_are_compiled_once(modules: Sequence[str], monkeypatch: pytest.MonkeyPatch) -> None:
    first = CodeFile()
    compiled = first.compile_source(b"answer = 42", "embedded.py", "exec")
    assert first.save()
    second = read_file()
    stored = second.compile_source(b"answer = 42", "embedded.py", "exec")
    assert (stored, stored.co_filename, second._new_expressions) == (compiled, "embedded.py", {})
    assert second.compile_source("6 * 7", "<string>", "eval").co_filename == "<string>"
    assert second.compile_source(b"answer = 43", "embedded.py", "exec") != stored


def spoil(path: Path, how: str) -> None:
    content = path.read_bytes()
    match how:
        case "truncated":
            path.write_bytes(content[: len(content) // 2])
        case "empty":
            path.write_bytes(b"")
        case "zeros":
            path.write_bytes(bytes(len(content)))
        case "another program's":
            path.write_bytes(b"#!/bin/sh\n" + content)
        case "writable by others":
            path.chmod(0o666)
        case "in a folder others can write to":
            path.parent.chmod(0o777)
        case "a link":
            path.rename(path.with_suffix(".moved"))
            path.symlink_to(path.with_suffix(".moved"))


@pytest.mark.parametrize(
    "how",
    [
        "truncated",
        "empty",
        "zeros",
        "another program's",
        "writable by others",
        "in a folder others can write to",
        "a link",
    ],
)
def test_a_spoilt_or_doubtful_file_means_the_ordinary_import(cache: Path, example: Path, how: str) -> None:
    start(example)
    spoil(code_file(cache), how)
    after = start(example)
    assert set(after["loaders"]) == {"SourceFileLoader"}
    assert (after["value"], after["matches"]) == (1, "a-b-")


def test_the_file_of_another_version_is_not_used(cache: Path, example: Path, tmp_path: Path) -> None:
    start(example)
    other = tmp_path / "sitecustomize.py"
    other.write_text("import kanbert_desktop; kanbert_desktop.__version__ = '99.0'\n")
    path = os.pathsep.join([str(tmp_path), str(ROOT), str(example.parent)])
    run = subprocess.run(
        [sys.executable, "-c", START],
        env={**os.environ, "PYTHONPATH": path},
        capture_output=True,
        text=True,
        check=True,
    )
    assert json.loads(run.stdout)["loaders"][0] == "SourceFileLoader"


def test_a_file_of_another_owner_is_not_used(
    cache: Path, example: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    start(example)
    name = code_file(cache).name
    descriptor = cached_files.open_private(name)
    assert descriptor is not None
    os.close(descriptor)
    monkeypatch.setattr(os, "geteuid", lambda: os.getuid() + 1)
    assert cached_files.open_private(name) is None
    assert not cached_files.write_private(name, b"x")


def test_nothing_is_written_where_python_may_write_no_bytecode(
    cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert not cached_files.write_private("x", b"content")
    assert not cache.exists()


@pytest.mark.parametrize(
    ("pattern", "flags"),
    [
        (r"(?P<year>\d{4})-(?P<month>[01]\d)", 0),
        (rb"[\x00-\x1f]+", 0),
        (r"straße|[a-zäöü]+", re.IGNORECASE),
        (r"^ a  # a comment", re.VERBOSE | re.MULTILINE),
        (r"(a)(b)?(?:c|d)*?(?=e)(?<!f)\1", re.DOTALL | re.ASCII),
    ],
)
def test_a_stored_pattern_is_the_compiled_one(pattern: str | bytes, flags: int) -> None:
    compiler: Any = sys.modules["re._compiler"]
    ordinary = compiler.compile(pattern, int(flags))
    rebuilt = compiler._sre.compile(pattern, *_pattern_parts(pattern, int(flags)))
    assert rebuilt == ordinary
    assert (rebuilt.groupindex, rebuilt.groups, rebuilt.flags) == (
        ordinary.groupindex,
        ordinary.groups,
        ordinary.flags,
    )


def test_the_file_holds_no_docstrings(cache: Path, example: Path) -> None:
    example.write_text('"""Nobody reads this."""\n' + EXAMPLE.format(value=1))
    assert start(example)["saved"]
    assert b"Nobody reads this." not in code_file(cache).read_bytes()
    assert start(example)["value"] == 1


def test_after_a_start_nothing_of_it_is_left_in_python(cache: Path) -> None:
    compiler: Any = sys.modules["re._compiler"]
    importlib: Any = sys.modules["_frozen_importlib"]
    before, find_and_load = compiler.compile, importlib._find_and_load
    code = CodeFile()
    code.install()
    assert namedtuple("Named", "a b")(1, 2) == (1, 2)  # noqa: PYI024  the function itself
    code.uninstall()
    assert compiler.compile is before
    assert importlib._find_and_load is find_and_load
    assert code not in sys.meta_path
    assert "eval" not in vars(sys.modules["collections"])
    assert "exec" not in vars(value_classes)
