"""The mutants: each applies and names tests that exist, and one that is not caught is reported."""

from pathlib import Path

import pytest

from devtools import mutants
from devtools.paths import ROOT
from devtools.steps import StepError

ALL = mutants.all_mutants()


def test_there_are_at_least_ten_mutants() -> None:
    assert len(ALL) >= 10


@pytest.mark.parametrize("mutant", ALL, ids=lambda mutant: mutant.name)
def test_each_still_applies_and_names_tests_that_exist(mutant: mutants.Mutant) -> None:
    assert mutants.applies(mutant), f"{mutant.name}: make the patch again"
    for test in mutant.failing_tests:
        path, _, name = test.partition("::")
        assert (ROOT / path).exists()
        assert not name or f"def {name.partition('[')[0]}(" in (ROOT / path).read_text()


@pytest.mark.parametrize("first", ["", "Red: tests/sync", "Red:  -- why", "diff --git a/x b/x"])
def test_a_patch_without_its_first_line_is_rejected(tmp_path: Path, first: str) -> None:
    (tmp_path / "some.patch").write_text(f"{first}\n")
    with pytest.raises(StepError):
        mutants.read(tmp_path / "some.patch")


@pytest.mark.parametrize(
    ("code", "result"), [(1, mutants.CAUGHT), (0, "SURVIVED"), (4, "could not be tested (pytest says 4)")]
)
def test_only_a_failed_test_catches_a_mutant(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, code: int, result: str
) -> None:
    (tmp_path / "rule.py").write_text("KEPT = True\n")
    patch = tmp_path / "some.patch"
    patch.write_text(
        "Red: tests -- a rule\ndiff --git a/rule.py b/rule.py\n--- a/rule.py\n+++ b/rule.py\n"
        "@@ -1 +1 @@\n-KEPT = True\n+KEPT = False\n"
    )
    monkeypatch.setattr(mutants, "tests", lambda _tree, _arguments: code)
    assert mutants.run_mutant(mutants.read(patch), tmp_path) == result


def test_a_test_that_never_ends_has_failed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    endless = tmp_path / "test_endless.py"
    endless.write_text("def test_endless():\n    while True:\n        pass\n")
    monkeypatch.setattr(mutants, "ENDLESS_SECONDS", 0.2)
    assert mutants.tests(tmp_path, [str(endless)]) == mutants.SOME_FAILED


def test_an_unknown_name_is_reported() -> None:
    with pytest.raises(StepError, match="no_such_rule"):
        mutants.run(["no_such_rule"])
