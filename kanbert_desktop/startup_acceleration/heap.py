"""Sets up the heap of a window, where it is the one of Linux' glibc: large pages for a start, one arena for all threads.

A start touches 10 MiB of new heap. In pages of 4 KiB the kernel is asked for each, 1.6 µs a page on the measured machine, a
thirtieth of the whole start; in pages of 2 MiB for a few. What a start leaves of the last one is used after it.

Each thread that meets another one in `malloc` would get an arena of its own, whose free blocks no other thread can use: 6 MiB in a
window that is used. Python's threads seldom run at the same time.
"""

import sys

TYPE_CHECKING = False
"""`typing` is imported from the file of code, which is read into this memory."""
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

_START_BYTES = 16 << 20
_PAGE_BYTES = 2 << 20
_LARGE_BLOCK_BYTES = 1 << 20
"""Blocks of this size are mapped by themselves, as glibc does before one was freed, and go back to the system at once."""
_FREE_BYTES = 1 << 20
"""So much may be free at the end of the heap."""
_MADV_HUGEPAGE = 14
_M_TRIM_THRESHOLD, _M_MMAP_THRESHOLD, _M_ARENA_MAX = -1, -3, -8


def set_up_heap() -> bool:
    """Call before anything large is loaded. Returns whether the kernel was asked for large pages; it may not follow."""
    call = _caller()
    if call is None:
        return False
    call("mallopt", _M_ARENA_MAX, 1)
    # Neither block is written to. The first one is mapped by itself; once that is freed, blocks of this size come from the heap.
    bytes(_START_BYTES)
    block = bytes(_START_BYTES)
    first = -(-id(block) // _PAGE_BYTES) * _PAGE_BYTES
    length = (id(block) + _START_BYTES) // _PAGE_BYTES * _PAGE_BYTES - first
    asked = call("madvise", first, length, _MADV_HUGEPAGE) == 0
    del block
    call("mallopt", _M_MMAP_THRESHOLD, _LARGE_BLOCK_BYTES)
    return asked


def return_free_memory() -> None:
    """Call after the start: from now on the end of the heap goes back to the system when it is free."""
    call = _caller()
    if call is not None:
        call("mallopt", _M_TRIM_THRESHOLD, _FREE_BYTES)


def _caller() -> "Callable[..., int] | None":
    """Returns a function that calls one of the C library with whole numbers; None where there is no glibc."""
    if sys.platform != "linux":
        return None
    try:
        import _ctypes  # noqa: PLC0415  `ctypes` itself costs as much as is saved

        foreign: Any = _ctypes
        library = foreign.dlopen(None, 0)
        foreign.dlsym(library, "gnu_get_libc_version")
    except (ImportError, OSError):
        return None
    number = type("Number", (foreign._SimpleCData,), {"_type_": "l"})  # noqa: SLF001  what `ctypes` is made of

    def call(name: str, *arguments: int) -> int:
        result: int = foreign.call_function(foreign.dlsym(library, name), tuple(map(number, arguments)))
        return result

    return call
