"""Runs verbs in processes of their own on a profile of their own; those that `start` starts import the program themselves."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kanbert_desktop.sandbox.faults import HeldRequest
from support.forked_verbs import verb_driver
from support.sandbox import RunningSandbox, sign_in_by_http

TIMEOUT_SECONDS = 60
LONG_TIMEOUTS_PROGRAM = f"""
import sys
sys.path.insert(0, {str(Path(__file__).parents[1])!r})
from support.forked_verbs import use_long_timeouts
use_long_timeouts()
from kanbert_desktop.main import run
sys.exit(run())
"""
"""For `python -c`: the program, which waits for a holder of the profile that stands still for more than five seconds."""


@dataclass(frozen=True)
class VerbResult:
    """The exit code and output of a verb."""

    exit_code: int
    stdout: str
    stderr: str

    @property
    def json(self) -> Any:  # noqa: ANN401  any document
        return json.loads(self.stdout)

    @property
    def error(self) -> dict[str, Any]:
        """The error document of a verb that failed with `--json`."""
        found: dict[str, Any] = self.json["error"]
        assert set(found) == {"code", "title", "message"}
        assert found["code"] == self.exit_code
        return found


@dataclass
class Terminal:
    profile: Path
    variables: dict[str, str] = field(default_factory=dict)

    def environment(self, **more: str | None) -> dict[str, str]:
        wanted: Mapping[str, str | None] = {"KANBERT_PROFILE": str(self.profile), **self.variables, **more}
        return {**os.environ, **{name: value for name, value in wanted.items() if value is not None}}

    def start(
        self, *words: str, prefix: Sequence[str] = (), has_long_timeouts: bool = False, **more: str | None
    ) -> subprocess.Popen[str]:
        """`has_long_timeouts`: a holder of the profile that stands still for more than five seconds is waited for."""
        program = ["-c", LONG_TIMEOUTS_PROGRAM] if has_long_timeouts else ["-m", "kanbert_desktop"]
        return subprocess.Popen(
            [*prefix, sys.executable, *program, *words],
            env=self.environment(**more),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def run(
        self, *words: str, prefix: Sequence[str] = (), has_long_timeouts: bool = True, **more: str | None
    ) -> VerbResult:
        """Forks a process that has imported the program, unless Python or the system is told something of its own.

        `has_long_timeouts`: see `start`; only a forked process has them.
        """
        if prefix or not all(
            name.startswith("KANBERT_") for name in (self.variables.keys() | more.keys()) - {"PATH"}
        ):
            return result_of(self.start(*words, prefix=prefix, **more))
        return VerbResult(
            **verb_driver().run(words, self.environment(**more), has_long_timeouts=has_long_timeouts)
        )

    def json(self, *words: str, **more: str | None) -> Any:  # noqa: ANN401  any document
        """The document of a verb that must succeed."""
        result = self.run(*words, "--json", **more)
        assert result.exit_code == 0, result
        return result.json


@dataclass(frozen=True)
class HeldVerb:
    """A verb whose request is held at the server."""

    process: subprocess.Popen[str]
    held_request: HeldRequest

    def release(self) -> VerbResult:
        self.held_request.release()
        return result_of(self.process)


def result_of(process: subprocess.Popen[str]) -> VerbResult:
    out, err = process.communicate(timeout=TIMEOUT_SECONDS)
    return VerbResult(process.returncode, out, err)


def token_environment(sandbox: RunningSandbox) -> dict[str, str]:
    return {"KANBERT_SERVER": sandbox.url, "KANBERT_ACCESS_TOKEN": sandbox.credentials["access_token"]}


def sign_in_by_verb(
    terminal: Terminal, sandbox: RunningSandbox, decision: str = "allow", **more: str
) -> VerbResult:
    """Runs the verb with a browser that walks through the pages."""
    process = terminal.start("sign-in", "--json", **more)
    assert process.stderr is not None
    before: list[str] = []
    link = next(
        line for line in iter(process.stderr.readline, "") if before.append(line) or "/oauth/" in line
    )
    sign_in_by_http(sandbox, link.strip(), decision)
    out, err = process.communicate(timeout=TIMEOUT_SECONDS)
    return VerbResult(process.returncode, out, "".join(before) + err)
