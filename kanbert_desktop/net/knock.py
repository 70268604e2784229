"""One request without credentials: does somebody answer there, and what time is it for them?"""

import asyncio
from dataclasses import dataclass
from datetime import datetime

import httpx

from kanbert_desktop.domain.errors import Later
from kanbert_desktop.net.client import Response, make_client
from kanbert_desktop.net.failures import has_json, read_failure, server_date, trouble_key


@dataclass(frozen=True, slots=True)
class Knock:
    """`problem` is an error key, None where the server answered as one does; `date` is its clock, where it told it."""

    problem: str | None = None
    status: int = 0
    date: datetime | None = None


async def knock(origin: str, path: str, seconds: float) -> Knock:
    """Never raises for what the network does; `NotReady` (a proxy), `InvalidInput` (the origin) as `make_client`."""
    try:
        async with asyncio.timeout(seconds), make_client(origin) as client:
            response = await client.get(path)
    except TimeoutError:
        return Knock("timeout")
    except httpx.RequestError as error:
        return Knock(trouble_key(error))
    return Knock(_problem(response), response.status_code, server_date(response))


def _problem(response: Response) -> str | None:
    """A refusal is an answer: nobody has signed in to knock."""
    if response.is_success:
        return None if has_json(response) else "unreadable_answer"
    failure = read_failure(response)
    return failure.key if isinstance(failure, Later) else None
