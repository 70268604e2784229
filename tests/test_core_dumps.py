"""A crash writes no core dump, which would contain tokens."""

import json
import subprocess
import sys

import pytest

from kanbert_desktop.startup import forbid_core_dumps

resource = pytest.importorskip("resource", reason="other operating system")

FORBIDDEN = 1 if sys.platform == "linux" else 0
"""Linux: 0 would not stop a dump that is piped to a program, 1 does (core(5))."""

ASK = """
import json, resource, sys
resource.setrlimit(resource.RLIMIT_CORE, (resource.getrlimit(resource.RLIMIT_CORE)[1],) * 2)
from kanbert_desktop import main
before = resource.getrlimit(resource.RLIMIT_CORE)
code = main.run(["nonsense"])
print(json.dumps([code, before, resource.getrlimit(resource.RLIMIT_CORE)]))
"""


def test_the_entry_point_forbids_core_dumps_first() -> None:
    result = subprocess.run([sys.executable, "-c", ASK], capture_output=True, text=True, check=True)
    code, before, after = json.loads(result.stdout.splitlines()[-1])
    assert code == 2
    assert after == [FORBIDDEN, before[1]], (
        "the upper limit is left to the programs that are started from here"
    )


def test_forbidding_core_dumps_is_idempotent() -> None:
    before = resource.getrlimit(resource.RLIMIT_CORE)
    try:
        forbid_core_dumps()
        forbid_core_dumps()
        assert resource.getrlimit(resource.RLIMIT_CORE)[0] == FORBIDDEN
    finally:
        resource.setrlimit(resource.RLIMIT_CORE, before)


def test_a_stricter_limit_is_kept() -> None:
    """A hard limit of 0 leaves no choice, and is no error."""
    ask = ASK.replace("(resource.getrlimit(resource.RLIMIT_CORE)[1],) * 2", "(0, 0)")
    result = subprocess.run([sys.executable, "-c", ask], capture_output=True, text=True, check=True)
    assert json.loads(result.stdout.splitlines()[-1]) == [2, [0, 0], [0, 0]]
