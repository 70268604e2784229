"""Steps of a developer command: prints what is done and how long it took; failures end with a sentence."""

import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from devtools.paths import ROOT

NETWORK_ERROR_TEXTS = (
    "temporary failure",
    "name resolution",
    "name or service not known",
    "could not resolve",
    "connection refused",
    "network is unreachable",
    "failed to establish a new connection",
    "connection timed out",
    "read timed out",
    "cannot connect to proxy",
    "proxyerror",
)
TAIL_LINES = 25


class StepError(Exception):
    """What could not be done and what to do about it, written for the user."""


@contextmanager
def step(doing: str) -> Iterator[None]:
    print(f"{doing} …", end="", flush=True)
    begun = time.perf_counter()
    try:
        yield
    except BaseException:
        print(" failed.", flush=True)
        raise
    print(f" {time.perf_counter() - begun:.1f} s", flush=True)


def run_command(
    command: Sequence[str | Path], what: str, environment: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Runs `command` silently. `what` completes the sentence "Could not …" when it fails."""
    try:
        done = subprocess.run(
            [str(part) for part in command],
            cwd=ROOT,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
    except OSError as error:
        raise StepError(f"Could not {what}: {error.strerror}.") from error
    if done.returncode:
        raise StepError(failure_message(what, done.stdout))
    return done


def failure_message(what: str, output: str) -> str:
    if any(word in output.lower() for word in NETWORK_ERROR_TEXTS):
        return (
            f"Could not {what}: the network did not answer. Connect this computer and start the same command "
            "again; it goes on where it stopped."
        )
    tail = "\n".join(output.strip().splitlines()[-TAIL_LINES:])
    return f"Could not {what}:\n{tail}"


def require(is_so: bool, sentence: str, *instead: object) -> None:
    if not is_so:
        raise StepError(f"Failed: {sentence}. {' '.join(map(str, instead))}")
