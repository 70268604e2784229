"""Reads the compressed archive of modules inside a frozen program."""

import sys
from collections.abc import Iterator, Sequence

from PyInstaller.archive.readers import CArchiveReader  # type: ignore[import-untyped,unused-ignore]


def compiled_modules(program: str) -> Iterator[tuple[str, bytes]]:
    """Name and compiled code of every module, and of the scripts that run before ours."""
    outer = CArchiveReader(program)
    for name in outer.toc:
        if name.endswith(".pyz"):
            inner = outer.open_embedded_archive(name)
            for module in inner.toc:
                yield module, inner.extract(module, raw=True) or b""
        else:
            yield name, outer.extract(name)


def main(arguments: Sequence[str]) -> int:
    """Prints the names of the modules that contain one of the given texts."""
    program, *texts = arguments
    for name, content in compiled_modules(program):
        if any(word.encode() in content for word in texts):
            print(name)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
