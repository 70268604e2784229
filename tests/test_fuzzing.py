"""Every untrusted input is fuzzed: a share in the suite, and with `dev.py soak fuzz` for any time."""

import subprocess
import sys
from pathlib import Path

TESTS = Path(__file__).parent
FUZZED = {
    "HTML": "ui/widgets/test_untrusted_html.py",
    "callback of the sign-in": "identity/test_callback_fuzz.py",
    "hand-over": "app/system/test_handover_fuzz.py",
    "payloads": "api/test_payload_fuzz.py",
    "search language": "domain/test_query.py",
    "CSV": "app/boards/test_spreadsheet_cells.py",
}


def test_the_soak_fuzzes_every_untrusted_input() -> None:
    """Hypothesis marks its tests, and the soak selects by that mark."""
    found = subprocess.run(
        [
            sys.executable,
            "-m",
            "pytest",
            "-qq",
            "-n0",
            "--collect-only",
            "-m",
            "hypothesis",
            *FUZZED.values(),
        ],
        cwd=TESTS,
        capture_output=True,
        text=True,
        check=False,
    )
    chosen = {line.split(":")[0].removeprefix("tests/") for line in found.stdout.splitlines()}
    assert {name for name, file in FUZZED.items() if file not in chosen} == set(), found.stdout
