"""Any bytes, in any portions, left open, closed or reset: the listener survives and the sign-in still completes."""

from collections.abc import Callable, Coroutine
from typing import Any

from support.loopback_fuzz import check_listener

Run = Callable[[Coroutine[Any, Any, Any]], Any]
# A hundred times as many: `dev.py soak`.
STREAMS = 1000


def test_no_stream_of_bytes_disturbs_a_sign_in(qt_loop: Run) -> None:
    assert qt_loop(check_listener(range(STREAMS))).code == "the-code-1"
