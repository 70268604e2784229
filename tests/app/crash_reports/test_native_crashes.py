"""Native crashes: the next start reports where the threads of the ended process were."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from kanbert_desktop.app.crash_reports.native_crashes import collect_native_crashes, open_crash_file
from kanbert_desktop.app.crash_reports.reports import CrashReports

ROOT = Path(__file__).resolve().parents[3]
LIFE = """
import faulthandler, os, sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget
from kanbert_desktop.app.crash_reports.native_crashes import open_crash_file
from kanbert_desktop.app.qt_messages import log_qt_messages
from kanbert_desktop.startup import forbid_core_dumps
forbid_core_dumps()
app = QCoreApplication([])
def geheimsache(way):
    if way == "fatal":
        QWidget()
    elif way == "fault":
        faulthandler._sigsegv()
    elif way == "killed":
        os.kill(os.getpid(), 9)
with open_crash_file(Path(sys.argv[1])) as crashes, log_qt_messages(crashes):
    geheimsache(sys.argv[2])
"""


def lived(reports: CrashReports, method: str) -> int:
    reported = subprocess.run(
        [sys.executable, "-c", LIFE, reports.folder, method], cwd=ROOT, check=False, timeout=60
    )
    return reported.returncode


def test_a_crash_says_where_it_happened(reports: CrashReports) -> None:
    assert lived(reports, "fault") < 0
    collect_native_crashes(reports)
    (text,) = reports.texts()
    assert "The process crashed." in text
    assert "Segmentation fault" in text
    assert re.search(r'File "<string>", line \d+, in geheimsache', text)
    assert not list(reports.folder.glob("*.trace"))


def test_qts_fatal_message_comes_first(reports: CrashReports) -> None:
    assert lived(reports, "fatal") < 0
    collect_native_crashes(reports)
    (text,) = reports.texts()
    assert text.index("Qt: QWidget: ") < text.index("Fatal Python error: Aborted")


@pytest.mark.parametrize("method", ["well", "killed"])
def test_an_end_that_says_nothing_leaves_nothing(reports: CrashReports, method: str) -> None:
    lived(reports, method)
    collect_native_crashes(reports)
    assert reports.texts() == []
    assert list(reports.folder.iterdir()) == []


def test_anything_else_in_such_a_file_is_left_out(reports: CrashReports) -> None:
    reports.folder.mkdir(parents=True)
    home = "/home" + "/anna"
    (reports.folder / "crash-1.trace").write_text(
        f'Fatal Python error: Aborted\nGeheimsache\n  File "{home}/x.py", line 3 in show\nToken: 1\n',
        "utf-8",
    )
    collect_native_crashes(reports)
    (text,) = reports.texts()
    assert text.splitlines()[-2:] == ["Fatal Python error: Aborted", '  File "…/x.py", line 3, in show']


def test_the_one_that_is_open_is_left_alone(reports: CrashReports) -> None:
    with open_crash_file(reports.folder) as crashes:
        assert crashes is not None
        crashes.write_qt_message("still here")
        collect_native_crashes(reports)
        assert reports.texts() == []
    assert list(reports.folder.iterdir()) == []


def test_a_full_disk_does_not_prevent_the_start(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    with open_crash_file(tmp_path / "file" / "reports") as crashes:
        assert crashes is None
