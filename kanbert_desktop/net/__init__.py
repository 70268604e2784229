"""The HTTP client and the translation of its failures into the program's errors.

May import httpx, which no other package does, and the domain's errors. Knows no paths, cards or sources of tokens.
"""

import sys

# The command line of httpx imports click, rich and pygments wherever they are installed: 13 MiB that nobody uses.
sys.modules.setdefault("httpx._main", None)  # type: ignore[arg-type]
