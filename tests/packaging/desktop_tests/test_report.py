"""The report of the scenarios: numbered screenshots, a line a step, failures with their step."""

from pathlib import Path

import pytest

from desktop_tests.report import Report, emptied_folder
from devtools.steps import StepError


@pytest.fixture
def report(tmp_path: Path) -> Report:
    return Report(tmp_path, lambda file: file.write_text("picture"))


def names(folder: Path) -> list[str]:
    return sorted(file.name for file in folder.iterdir())


def test_each_step_ends_with_a_numbered_screenshot_and_a_line(
    report: Report, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with report.scenario("one"), report.step("first", "The first step"):
        assert not names(tmp_path)
    with report.scenario("two"), report.step("second", "The second step"):
        pass
    assert names(tmp_path) == ["01-first.png", "02-second.png"]
    lines = capsys.readouterr().out.splitlines()
    assert [line.split("  ")[:3] for line in lines if line.startswith(" ")] == [
        ["", "01-first.png", "The first step"],
        ["", "02-second.png", "The second step"],
    ]
    assert report.summary(2).startswith("2 scenarios completed")


def test_a_failed_scenario_names_its_step_and_a_screenshot_and_the_next_one_goes_on(
    report: Report, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with report.scenario("one"), report.step("first", "A card is dragged"):
        raise AssertionError("it did not move. Instead:\nlist: To do")
    with report.scenario("two"), report.step("second", "The second step"):
        pass
    assert names(tmp_path) == ["01-failed.png", "01-failed.txt", "02-second.png"]
    output = capsys.readouterr().out
    assert "failed: A card is dragged: it did not move. Instead:\n" in output
    assert "list: To do" not in output
    assert "list: To do" in (tmp_path / "01-failed.txt").read_text()
    assert f"screenshot: {tmp_path / '01-failed.png'}" in output
    assert report.failed == ["one"]
    assert report.summary(2).startswith("1 of 2 scenarios failed: one")


def test_a_failure_between_steps_is_reported_too(report: Report, capsys: pytest.CaptureFixture[str]) -> None:
    with report.scenario("one"):
        raise StepError("Waited in vain.")
    assert "failed: Waited in vain." in capsys.readouterr().out


def test_a_desktop_that_gives_no_screenshot_hides_no_failure(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def take(_file: Path) -> None:
        raise StepError("It is not started.")

    report = Report(tmp_path, take)
    with report.scenario("one"), report.step("first", "The first step"):
        raise StepError("It ended.")
    output = capsys.readouterr().out
    assert "It ended." in output
    assert "no screenshot: It is not started." in output


def test_a_bug_of_the_tests_is_not_a_failed_scenario(report: Report) -> None:
    with pytest.raises(ZeroDivisionError), report.scenario("one"):
        raise ZeroDivisionError


def test_screenshots_of_an_earlier_run_are_removed(tmp_path: Path) -> None:
    folder = tmp_path / "gnome"
    (emptied_folder(folder) / "01-first.png").write_text("")
    assert not names(emptied_folder(folder))
