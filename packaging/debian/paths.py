"""The names of the package and of its folders."""

from pathlib import Path

from bundle.paths import WORKSHOP
from devtools.paths import PACKAGING

NAME = "kanbert-desktop"
ROOM = PACKAGING / "debian"
TREE = WORKSHOP.parent / "debian" / "tree"
LIBRARY = Path("usr", "lib", NAME)
"""Where the frozen folder lies in the tree."""
DOCUMENTS = Path("usr", "share", "doc", NAME)
