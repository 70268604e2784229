"""A store on the disk, and rows to put into it."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, cast

import pytest

from kanbert_desktop.domain.board import BoardId, CardKey
from kanbert_desktop.domain.changes import ChangeId, CreateCard, Entry, Field
from kanbert_desktop.store.database import Store, open_store
from support.damaged_store import Sample, make_sample

NOON = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)


@pytest.fixture
def path(profile: Path) -> Path:
    return profile / "accounts" / "ab12" / "store.db"


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    opened = open_store(path)
    assert opened.recovery is None
    yield opened.store
    assert opened.store.close()


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Sample:
    return make_sample(tmp_path_factory.mktemp("sample"))


@pytest.fixture
def make_entry() -> Callable[..., Entry]:
    def make(seq: int, title: str = "Logo review", **other: object) -> Entry:
        change = CreateCard(CardKey(f"kd-{seq}"), BoardId("b1"), {Field.TITLE: title})
        plain = Entry(id=ChangeId(f"c{seq}"), seq=seq, change=change, made_at=NOON)
        return replace(plain, **cast("dict[str, Any]", other))

    return make
