"""The file of an empty store, copied from one that was built once: building it takes longer than opening it."""

import tempfile
from functools import cache
from pathlib import Path

from kanbert_desktop.store.files import create_private, finished_path, make_folder
from kanbert_desktop.store.recovery import build_empty_store


def put_empty_store(path: Path) -> None:
    """As the first start of an account leaves it. Keeps a file that is there."""
    if not path.exists():
        make_folder(path.parent)
        create_private(path)
        path.write_bytes(_empty_store())


@cache
def _empty_store() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "store.db"
        build_empty_store(path)
        return finished_path(path).read_bytes()
