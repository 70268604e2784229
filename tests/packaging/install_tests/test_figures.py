"""Size and start beside other programs."""

import os

import pytest

from devtools.steps import StepError
from install_tests import figures, start_times
from install_tests.figures import Size

ANSWER = """
Need to get 12.5 MB/1,014 MB of archives.
After this operation, 412 kB of additional disk space will be used.
"""


def test_what_apt_announces_is_read_in_megabytes() -> None:
    assert figures.announced(ANSWER) == pytest.approx((1014.0, 0.412))


def test_an_apt_that_announces_nothing_is_named() -> None:
    with pytest.raises(StepError, match="Unable to locate"):
        figures.announced("E: Unable to locate package nothing")


def test_a_program_is_a_row() -> None:
    text = "\n".join(figures.rows({"kate": Size(100, 400)}, {"kate": (512.3, 401)}))
    assert text.endswith("| kate | 100 MB | 400 MB | 512 ms | 401 ms |")


def test_a_window_is_open_once_it_is_on_the_list() -> None:
    lines = iter(["_NET_CLIENT_LIST: window id #", "_NET_CLIENT_LIST: window id # 0x600007", "later"])
    start_times.wait_for_windows(lines, are_open=True)
    assert next(lines) == "later"
    with pytest.raises(StepError):
        start_times.wait_for_windows(lines, are_open=False)


def test_the_processor_time_is_that_of_the_whole_session() -> None:
    assert start_times.processor_milliseconds(os.getsid(0)) > 0
    assert start_times.processor_milliseconds(-1) == 0
