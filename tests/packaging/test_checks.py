"""Output of the checks."""

import pytest

from devtools import checks as quality


def test_every_check_runs_and_only_the_failed_one_is_quoted(monkeypatch: pytest.MonkeyPatch) -> None:
    checks = {
        "first": ("-c", "print('noise of the first'); raise SystemExit(1)"),
        "second": ("-c", "print('noise of the second')"),
    }
    monkeypatch.setattr(quality, "CHECKS", checks)
    said: list[str] = []
    assert not quality.run_checks(said.append)
    assert [line.split()[:2] for line in said[:2]] == [["FAILED", "first"], ["ok", "second"]]
    assert said[2:] == ["\n--- first ---\nnoise of the first"]


def test_all_passed_is_passed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(quality, "CHECKS", {"only": ("-c", "pass")})
    assert quality.run_checks(lambda _line: None)


def test_the_checks_are_the_agreed_ones() -> None:
    named = " ".join(quality.CHECKS)
    assert all(tool in named for tool in ("ruff", "mypy", "import-linter", "deptry", "vulture"))
