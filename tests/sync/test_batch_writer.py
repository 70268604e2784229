"""Every accepted write is written, whoever stops waiting for it."""

import asyncio
import threading
from collections.abc import Coroutine
from concurrent.futures import Future
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from kanbert_desktop.store import local
from kanbert_desktop.store.database import open_store
from kanbert_desktop.sync.batch_writer import BatchWriter, WriteTarget


async def _of_future(_writer: BatchWriter, writing: "Future[None]") -> None:
    await asyncio.wrap_future(writing)


async def _of_all(writer: BatchWriter, _writing: "Future[None]") -> None:
    await writer.wait_until_saved()


@pytest.mark.parametrize("waits", [_of_future, _of_all])
def test_who_is_cancelled_while_waiting_cancels_no_writing(tmp_path: Path, waits: Any) -> None:  # noqa: ANN401
    store = open_store(tmp_path / "store.db").store
    writer, hold = BatchWriter(store, lambda _error: None), threading.Event()
    place: WriteTarget = ("local", "draft")

    async def scenario() -> None:
        store.write(lambda _db: hold.wait(30))
        waiting: Coroutine[Any, Any, None] = waits(
            writer, writer.write({place: partial(_put, "draft", "half a word")})
        )
        task = asyncio.ensure_future(waiting)
        await asyncio.sleep(0)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        hold.set()
        await writer.wait_until_saved()

    asyncio.run(scenario())
    assert local.values(store.read())["draft"] == "half a word"
    assert store.close()


def _put(name: str, value: str, db: Any) -> None:  # noqa: ANN401  the store's own
    local.set_value(db, name, value)
