"""Background tasks."""

import asyncio

import pytest

from kanbert_desktop.app.tasks import Tasks


def test_a_failure_is_reported_and_not_lost(caplog: pytest.LogCaptureFixture) -> None:
    async def scenario() -> None:
        async def fail() -> None:
            raise ValueError("oops")

        heard: list[str] = []
        reported = asyncio.Event()

        def failed(name: str, error: Exception) -> None:
            heard.append(f"{name}: {error}")
            reported.set()

        Tasks(failed).start("work", fail())
        await asyncio.wait_for(reported.wait(), 60)
        assert heard == ["work: oops"]

    asyncio.run(scenario())
    assert "Task work failed" in caplog.text


def test_a_task_of_the_same_name_replaces_the_first() -> None:
    async def scenario() -> None:
        tasks, ended = Tasks(), asyncio.Event()

        async def wait() -> None:
            try:
                await asyncio.Event().wait()
            finally:
                ended.set()

        tasks.start("work", wait())
        await asyncio.sleep(0)
        tasks.start("work", wait())
        await asyncio.wait_for(ended.wait(), 60)
        assert tasks.is_running("work")
        await tasks.close()
        assert not tasks.is_running("work")

    asyncio.run(scenario())


def test_nothing_starts_after_the_end() -> None:
    async def scenario() -> None:
        tasks, started = Tasks(), []

        async def work() -> None:
            started.append(1)

        await tasks.close()
        tasks.start("late", work())
        await asyncio.sleep(0)
        assert started == []

    asyncio.run(scenario())


@pytest.mark.filterwarnings("error")
def test_a_task_stopped_before_its_first_step_leaves_nothing_behind() -> None:
    async def scenario() -> None:
        async def work() -> None:
            raise AssertionError("it never began")

        tasks = Tasks()
        unborn = work()
        tasks.start("work", unborn)
        await tasks.close()
        assert unborn.cr_frame is None, "closed, so nobody warns that it was never awaited"

    asyncio.run(scenario())
