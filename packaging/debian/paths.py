"""Names of the package and its folders."""

from pathlib import Path

from bundle.paths import BUNDLE_BUILD
from devtools.paths import PACKAGING

NAME = "kanbert-desktop"
DEBIAN_SOURCES = PACKAGING / "debian"
TREE = BUNDLE_BUILD.parent / "debian" / "tree"
LIBRARY = Path("usr", "lib", NAME)
"""The frozen folder in the tree."""
DOCUMENTS = Path("usr", "share", "doc", NAME)
