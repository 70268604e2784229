"""Lets the workers of the whole suite share the compilation of a fresh checkout, which each of them would do alone.

Otherwise all of them compile the same module at the same moment, and rewrite the assertions of every test module: ten
seconds of processor time in each.
"""

import compileall
import sys
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path

import pytest
from _pytest.assertion import rewrite

FOLDERS = ("kanbert_desktop", "packaging", "tests")


@pytest.hookimpl(tryfirst=True)
def pytest_collection(session: pytest.Session) -> None:
    """Compiles the share of this worker; a module that another worker has not reached yet is compiled when it is imported."""
    config = session.config
    worker: dict[str, object] = getattr(config, "workerinput", {})
    is_whole = any(config.invocation_params.dir / name == config.rootpath / "tests" for name in config.args)
    if not worker or not is_whole or sys.dont_write_bytecode:
        return
    files = [file for folder in FOLDERS for file in sorted((config.rootpath / folder).rglob("*.py"))]
    number = int(str(worker["workerid"]).removeprefix("gw"))
    compile_ahead(files[number :: int(str(worker["workercount"]))], config)


def compile_ahead(files: Iterable[Path], config: pytest.Config) -> Sequence[Path]:
    """Returns the test modules whose assertions had not been rewritten yet."""
    state = config.stash[rewrite.assertstate_key]
    rewritten = []
    for file in files:
        if not file.match("test_*.py"):
            compileall.compile_file(file, quiet=2)
            continue
        target = rewrite.get_cache_dir(file) / f"{file.stem}{rewrite.PYC_TAIL}"
        # The collection rewrites those again whose source has changed, and reports what cannot be compiled.
        if not target.exists():
            with suppress(SyntaxError, OSError):
                target.parent.mkdir(parents=True, exist_ok=True)
                source, code = rewrite._rewrite_test(file, config)
                rewrite._write_pyc(state, code, source, target)
                rewritten.append(file)
    return rewritten
