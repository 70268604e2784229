"""At home: the network is there again."""

from working_day.offline import FABRICS, HALF, MINE, REMARK, SAID, THEIRS
from working_day.online import DRAGGED
from working_day.tasks import Day, Task


async def everything_goes_out(day: Day) -> None:
    day.plug_in()
    await day.person.see("1 needs your decision")
    for said in (REMARK, HALF):
        assert len(day.comments_on_server(said)) == 1
    assert len(day.on_server(FABRICS)) == 1
    assert SAID in day.on_server(DRAGGED)[0]["description"]
    assert day.on_server(THEIRS)


async def decide_about_the_name(day: Day) -> None:
    await day.person.press("ctrl+shift+a")
    await day.person.see("Mine, on this computer")
    await day.person.press("Left", "ctrl+Return")
    await day.person.until(lambda: day.on_server(MINE), "my name on the server")
    await day.person.see("Up to date")


EVENING = (
    Task("back in the network: everything is sent", everything_goes_out),
    Task("decide about a card that a colleague renamed as well", decide_about_the_name),
)
