"""Ids drawn from a seed: real `uuid4` ids would make every run different."""

import random
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from unittest.mock import patch


class Ids:
    def __init__(self, seed: object) -> None:
        self._rng = random.Random(f"ids of {seed}")  # noqa: S311  to be repeated, not to be secret

    def __call__(self) -> uuid.UUID:
        return uuid.UUID(int=self._rng.getrandbits(128), version=4)


@contextmanager
def seeded_ids(seed: object) -> Iterator[Ids]:
    """Inside, `uuid4` returns the next id of this seed."""
    ids = Ids(seed)
    with patch("uuid.uuid4", ids):
        yield ids
