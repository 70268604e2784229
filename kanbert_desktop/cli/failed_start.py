"""A window that did not come about, told to somebody who clicked and has no terminal to read it from."""

import argparse
import os
from functools import partial
from pathlib import Path

from kanbert_desktop.app.crash_reports.reports import Reports
from kanbert_desktop.app.environment import Environment, default_profile
from kanbert_desktop.cli.failures import words_of
from kanbert_desktop.domain.errors import KanbertError
from kanbert_desktop.ui.start_failure import tell, was_clicked


def show_failure(error: Exception, found: argparse.Namespace) -> None:
    """Waits until it is read. Only a fault of ours has a report to show."""
    if was_clicked():
        profile = found.profile or os.environ.get("KANBERT_PROFILE") or default_profile()
        reports = Reports(Environment(Path(profile)).reports)
        is_known = isinstance(error, KanbertError)
        tell(partial(words_of, error), "" if is_known else "".join(reports.texts()[-1:]))
