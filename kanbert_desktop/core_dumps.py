"""No picture of our memory is left on a disk when we crash: it would hold tokens."""

import sys

_NONE_EVEN_THROUGH_A_PIPE = 1
"""Bytes. Where `core_pattern` pipes a dump to a program (systemd-coredump, apport), Linux ignores the limit, 0
included, but for this one value, which skips the dump (core(5); `do_coredump` in the kernel's fs/coredump.c). A dump to a
file needs at least a page."""


def forbid_core_dumps() -> None:
    """For this process and its children. Windows has no such limit, and writes no dump unless it is set up to.

    Not `PR_SET_DUMPABLE`: it takes `/proc/PID/root` from everybody of the same user (measured), by which a
    desktop's portal finds out who asks, and it would lock out debuggers.
    """
    try:
        import resource  # noqa: PLC0415  not on Windows
    except ImportError:
        return
    _, most = resource.getrlimit(resource.RLIMIT_CORE)
    # The upper limit stays: a program that is started from here may be given its dumps back.
    least = _NONE_EVEN_THROUGH_A_PIPE if sys.platform == "linux" and most != 0 else 0
    resource.setrlimit(resource.RLIMIT_CORE, (least, most))
