"""No picture of our memory is left on a disk when we crash: it would hold tokens."""


def forbid_core_dumps() -> None:
    """For this process and its children. Windows has no such limit, and writes no dump unless it is set up to.

    Not `PR_SET_DUMPABLE`: it takes `/proc/PID/root` from everybody of the same user (measured), by which a
    desktop's portal finds out who asks, and it would lock out debuggers. The services that collect dumps by a
    pipe heed the limit.
    """
    try:
        import resource  # noqa: PLC0415  not on Windows
    except ImportError:
        return
    _, most = resource.getrlimit(resource.RLIMIT_CORE)
    # The upper limit stays: a program that is started from here may be given its dumps back.
    resource.setrlimit(resource.RLIMIT_CORE, (0, most))
