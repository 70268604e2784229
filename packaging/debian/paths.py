"""The names of the package and of its folders."""

from pathlib import Path

from bundle.paths import BUNDLE_BUILD
from devtools.paths import PACKAGING

NAME = "kanbert-desktop"
DEBIAN_SOURCES = PACKAGING / "debian"
TREE = BUNDLE_BUILD.parent / "debian" / "tree"
LIBRARY = Path("usr", "lib", NAME)
"""Where the frozen folder lies in the tree."""
DOCUMENTS = Path("usr", "share", "doc", NAME)
