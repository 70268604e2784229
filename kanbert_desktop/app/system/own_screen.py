"""Which screen a process draws on: a user may be logged in twice, and a window cannot change over."""

from collections.abc import Iterable, Mapping

_WAYLAND, _X11 = "wayland=", "x11="


def screens_in(variables: Mapping[str, str]) -> tuple[str, ...]:
    """One word for each display server that a process with this environment reaches."""
    wayland, x11 = variables.get("WAYLAND_DISPLAY", ""), variables.get("DISPLAY", "")
    words = []
    if wayland:
        folder = "" if wayland.startswith("/") else f"{variables.get('XDG_RUNTIME_DIR', '')}/"
        words.append(f"{_WAYLAND}{folder}{wayland}")
    if x11:
        server, _, number = x11.rpartition(":")
        words.append(f"{_X11}{server}:{number.partition('.')[0]}")
    return tuple(words)


def is_another_screen(ours: Iterable[str], theirs: Iterable[str]) -> bool:
    """Whether both have a display server of the same kind, and none in common. Unknown ones count as the same."""
    own, other = ({word.partition("=")[0]: word for word in words} for words in (ours, theirs))
    common = own.keys() & other.keys()
    return bool(common) and all(own[kind] != other[kind] for kind in common)
