"""Sign-in beside its three bare requests, and what a slow keyring costs the first paint."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

from benchmarks.cached_profile import CachedSandbox, sync_profile
from benchmarks.figures import Figure, Sample, medians
from benchmarks.processes import MeasuredProgram
from devtools.child_processes import ChildProcesses

SIGN_IN_TARGET = 1.5
PAINT_TARGET = 1.05
SIGN_INS = 20
SLOW_SECONDS = 2.0
SIGN_IN_PROGRAM, PAINT_PROGRAM = "benchmarks.sign_in_program", "benchmarks.slow_keyring_window"


def measure(children: ChildProcesses, folder: Path, runs: int) -> Iterator[Figure]:
    """Each on a real server process; the browser is a script that has already signed in and consented."""
    server = CachedSandbox(children, folder / "server", 200, "--control")
    yield from _clicks(children, folder, server)
    profile = folder / "kept"
    sync_profile(children, server.variables, profile)
    _as_by_browser(profile)
    server.stop()
    yield _paints(children, profile, server.credentials["url"], runs)


def _clicks(children: ChildProcesses, folder: Path, server: CachedSandbox) -> Iterator[Figure]:
    scenario = MeasuredProgram(
        children, SIGN_IN_PROGRAM, {}, json.dumps(dict(server.credentials)), str(folder), str(SIGN_INS)
    )
    result = scenario.line()
    scenario.wait()
    again, first, floor = (
        medians([Sample(*sample) for sample in result[name]]) for name in ("again", "first", "floor")
    )
    yield Figure("click to signed in", again, floor, "ms", SIGN_IN_TARGET, runs=SIGN_INS)
    # Also creates the account's database, which the bare requests do not.
    yield Figure("the same for the first time", first, floor, "ms", runs=SIGN_INS)


def _as_by_browser(profile: Path) -> None:
    """From now on the account's tokens are in a keyring, which is read after the first paint."""
    path = profile / "accounts" / "index.json"
    known = json.loads(path.read_text("utf-8"))
    for account in known["accounts"]:
        account |= {"direct": False, "kept": True, "client_id": "app"}
    path.write_text(json.dumps(known), "utf-8")


def _paints(children: ChildProcesses, profile: Path, url: str, runs: int) -> Figure:
    """The first pair only warms the caches."""
    variables = {"KANBERT_SERVER": url, "KANBERT_PROFILE": str(profile)}
    fast: list[Sample] = []
    slow: list[Sample] = []
    for _ in range(runs + 1):
        fast.append(_painted(children, variables, 0.0))
        slow.append(_painted(children, variables, SLOW_SECONDS))
    name = "first cards, keyring after 2 s and at once"
    return Figure(name, medians(slow[1:]), medians(fast[1:]), "ms", PAINT_TARGET, runs=runs)


def _painted(children: ChildProcesses, variables: Mapping[str, str], seconds: float) -> Sample:
    window = MeasuredProgram(children, PAINT_PROGRAM, {**variables, "KD_BENCH_KEYRING": str(seconds)})
    result = window.line()
    painted = Sample(window.milliseconds_until(result["painted"]), result["cpu"] / 1e6)
    window.line()
    window.end()
    return painted
