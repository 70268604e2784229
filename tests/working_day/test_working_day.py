"""A project manager's day with mouse, keyboard and accessible names: every task succeeds, in no more steps than elsewhere."""

import tomllib
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from kanbert_desktop.app.qt_translation import use_language
from kanbert_desktop.resources import resource
from monkey.error_capture import error_capture
from plugins.qt_loop import QtLoop
from working_day.offline import OFFLINE_TASKS
from working_day.online import ONLINE_TASKS
from working_day.reconnected import RECONNECTED_TASKS
from working_day.tasks import Task, working_day

TASKS: tuple[Task, ...] = (*ONLINE_TASKS, *OFFLINE_TASKS, *RECONNECTED_TASKS)
TABLE: list[dict[str, Any]] = tomllib.loads(
    Path(__file__).with_name("steps.toml").read_text(encoding="utf-8")
)["task"]


@pytest.mark.usefixtures("keyring_session")
def test_every_task_of_a_working_day_ends_well_in_the_steps_of_the_table(
    qt_loop: QtLoop, qapp: QApplication, tmp_path: Path
) -> None:
    taken: list[tuple[str, list[str]]] = []

    async def story() -> None:
        with error_capture(qt_loop.loop) as errors:
            async with working_day(tmp_path) as day:
                for task in TASKS:
                    if task is OFFLINE_TASKS[0]:
                        day.go_offline()
                    taken.append((task.name, await day.perform(task)))
            assert not errors.errors
            assert day.user.dialogs == ["Save as PDF", "Export board"]

    try:
        qt_loop(story())
    finally:
        use_language(qapp, "en", resource("translations"))
    assert taken == [(row["name"], row["ours"]) for row in TABLE]


def test_six_tasks_have_become_one_step_or_one_line() -> None:
    single_steps = [row["ours"] for row in TABLE if row.get("is_one") == "step"]
    lines = [row["ours"] for row in TABLE if row.get("is_one") == "line"]
    assert len(single_steps) + len(lines) >= 6
    assert all(len(steps) == 1 for steps in single_steps)
    assert all([step == "type" for step in steps] == [False, True, False] for steps in lines)


def test_the_day_has_forty_tasks_and_half_of_them_are_done_offline() -> None:
    assert len({task.name for task in TASKS}) == 40
    assert len(OFFLINE_TASKS) == 20


@pytest.mark.parametrize("row", TABLE, ids=lambda row: row["name"])
def test_no_task_takes_more_steps_than_in_linear_or_trello(row: dict[str, Any]) -> None:
    """A sentence instead of steps says why it cannot be done there."""
    elsewhere = [row["linear"], row["trello"]]
    counted = [len(steps) for steps in elsewhere if isinstance(steps, list)]
    assert all(isinstance(steps, list) or steps.endswith(".") for steps in elsewhere)
    assert all(len(row["ours"]) <= count for count in counted)
