"""What other processes may ask of the window: a second start over the hand-over, the desktop over the session bus."""

from collections.abc import Callable

from kanbert_desktop.domain.value_classes import dataclass


@dataclass(frozen=True, slots=True)
class WindowRequests:
    """What a window does when another process asks.

    `raise_window` gets the account to show, or nothing; `follow_link` may raise `KanbertError`.
    `prepare` comes first, with the activation token or "", and whether the window must come forward without one.
    """

    raise_window: Callable[..., object]
    open_capture: Callable[[], object] = lambda: None
    follow_link: Callable[[str], object] = lambda _link: None
    find: Callable[[str], object] = lambda _text: None
    show_my_work: Callable[[], object] = lambda: None
    prepare: Callable[[str, bool], object] = lambda _token, _must_come_forward: None
