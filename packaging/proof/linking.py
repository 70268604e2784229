"""Asks the bare Debian's own linker whether every library of the program is to be had there."""

from bundle.contents import not_found, programs
from proof.bare_root import BareRoot


def missing(root: BareRoot, library: str) -> list[str]:
    """Names; `library` is the frozen folder as seen from inside."""
    files = [f"/{path.relative_to(root.path)}" for path in programs(root.path / library.lstrip("/"))]
    told = root.do(
        *("sh", "-c", 'for file; do ldd "$file" || true; done', "ldd"),
        *files,
        LD_LIBRARY_PATH=f"{library}/_internal",
    )
    return sorted(set(not_found(told.splitlines())))
