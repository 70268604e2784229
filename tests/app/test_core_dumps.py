"""A crash writes no picture of the memory, in which tokens lie."""

import json
import subprocess
import sys

import pytest

from kanbert_desktop.core_dumps import forbid_core_dumps

resource = pytest.importorskip("resource", reason="other operating system")

ASK = """
import json, resource, sys
resource.setrlimit(resource.RLIMIT_CORE, (resource.getrlimit(resource.RLIMIT_CORE)[1],) * 2)
from kanbert_desktop import main
before = resource.getrlimit(resource.RLIMIT_CORE)
code = main.run(["nonsense"])
print(json.dumps([code, before, resource.getrlimit(resource.RLIMIT_CORE)]))
"""


def test_the_front_door_forbids_them_before_anything_else() -> None:
    told = subprocess.run([sys.executable, "-c", ASK], capture_output=True, text=True, check=True)
    code, before, after = json.loads(told.stdout.splitlines()[-1])
    assert code == 2
    assert after == [0, before[1]], "the upper limit is left to the programs that are started from here"


def test_forbidding_twice_is_forbidding_once() -> None:
    before = resource.getrlimit(resource.RLIMIT_CORE)
    try:
        forbid_core_dumps()
        forbid_core_dumps()
        assert resource.getrlimit(resource.RLIMIT_CORE)[0] == 0
    finally:
        resource.setrlimit(resource.RLIMIT_CORE, before)
