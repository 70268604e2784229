"""Baseline of a sync with little to do: the imports it cannot do without, and its requests by httpx alone."""

import argparse  # noqa: F401  counted, like the four below
import json
import os
import sqlite3  # noqa: F401
import sys
import uuid  # noqa: F401
from collections.abc import Sequence
from datetime import datetime  # noqa: F401

import httpx
import msgspec  # noqa: F401


def main(asked: Sequence[tuple[str, dict[str, str], bool]]) -> None:
    """Each with a path, its parameters, and whether the pages after the first one are read too."""
    headers = {"Authorization": f"Bearer {os.environ['KANBERT_ACCESS_TOKEN']}"}
    with httpx.Client(base_url=os.environ["KANBERT_SERVER"], headers=headers, trust_env=False) as client:
        count = sum(read(client, *one) for one in asked)
    sys.stdout.write(f"{json.dumps({'requests': count})}\n")


def read(client: httpx.Client, path: str, params: dict[str, str], is_whole: bool) -> int:
    """Returns the number of requests."""
    count, cursor = 0, {}
    while True:
        answer = client.get(path, params={**params, **cursor}).raise_for_status().json()
        count += 1
        following = answer["meta"]["next_cursor"] if is_whole else None
        if not following:
            return count
        cursor = {"page[cursor]": following}


main(json.loads(sys.argv[1]))
