"""The tasks after the network is back, at home."""

from working_day.offline import FABRICS, HALF, MINE, REMARK, SAID, THEIRS
from working_day.online import DRAGGED
from working_day.tasks import Task, WorkingDay


async def all_changes_are_sent(day: WorkingDay) -> None:
    day.go_online()
    await day.user.wait_for("1 needs your decision")
    await day.user.wait_until(lambda: not day.service.sync.status().pending, "the end of the sending")
    for said in (REMARK, HALF):
        assert len(day.comments_on_server(said)) == 1
    assert len(day.on_server(FABRICS)) == 1
    assert SAID in day.on_server(DRAGGED)[0]["description"]
    assert day.on_server(THEIRS)


async def decide_about_the_title(day: WorkingDay) -> None:
    await day.user.press("ctrl+shift+a")
    await day.user.wait_for("Mine, on this computer")
    await day.user.press("Left", "ctrl+Return")
    await day.user.wait_until(lambda: day.on_server(MINE), "my name on the server")
    await day.user.wait_for("Up to date")


RECONNECTED_TASKS = (
    Task("back in the network: everything is sent", all_changes_are_sent),
    Task("decide about a card that a colleague renamed as well", decide_about_the_title),
)
