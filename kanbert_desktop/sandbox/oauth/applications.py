"""The applications known here, and which addresses are theirs."""

import json
import re
from typing import NamedTuple
from urllib.parse import urlsplit

from kanbert_desktop.sandbox.house import House

_LOOPBACK = re.compile(r"http://(?P<host>127\.0\.0\.1|\[::1\])(?::\d{1,5})?(?P<rest>/.*)?")


class Application(NamedTuple):
    """With a `secret_hash` it is confidential, without it public."""

    client_id: str
    name: str
    secret_hash: str | None
    redirect_uris: list[str]


def find_application(house: House, client_id: str | None) -> Application | None:
    with house.world.transaction() as db:
        row = db.execute("SELECT * FROM applications WHERE client_id = ?", (client_id,)).fetchone()
    if row is None:
        return None
    return Application(row["client_id"], row["name"], row["secret_hash"], json.loads(row["redirect_uris"]))


def is_loopback(address: str) -> bool:
    parts = urlsplit(address)
    return parts.scheme == "http" and parts.hostname in {"127.0.0.1", "::1"}


def is_same_address(registered: str, asked: str, *, any_port: bool) -> bool:
    """Byte for byte; on a loopback literal the port is free (RFC 8252 7.3) where the switch says so."""
    if registered == asked:
        return True
    if not any_port:
        return False
    ours, theirs = (_LOOPBACK.fullmatch(each) for each in (registered, asked))
    return (
        ours is not None and theirs is not None and ours.group("host", "rest") == theirs.group("host", "rest")
    )
