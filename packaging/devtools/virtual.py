"""A program of ours on a virtual screen, with a bus, a keyring and folders of its own."""

import os
import tempfile
from collections.abc import Sequence
from pathlib import Path

from devtools.children import Children
from devtools.folders import isolate
from devtools.places import PACKAGING, PYTHON, ROOT
from devtools.screen import start_screen, start_session


def start(arguments: Sequence[str]) -> int:
    """Exit code of `python <arguments>`, run at the repository root with packaging/ and tests/ importable."""
    # The programs started there may still be removing their sockets when the folder goes.
    with tempfile.TemporaryDirectory(prefix="kd-", ignore_cleanup_errors=True) as place:
        variables = dict(os.environ)
        isolate(variables, Path(place))
        variables["PYTHONPATH"] = os.pathsep.join([str(PACKAGING), str(ROOT / "tests")])
        with Children() as children:
            variables |= start_screen(children, variables)
            variables |= start_session(children, variables, Path(variables["XDG_RUNTIME_DIR"]))
            return children.wait(children.start([str(PYTHON), *arguments], variables, cwd=str(ROOT)))
