"""Hours booked: the listing and its rows. Path and fields are guesses [G], and all of them are in this module.

Kanbert documents the scope `efforts:read`, the filters `date` and `type` and the sort `date` of a list of efforts [V]. No page
shows the path, and none the fields of `EffortData` (KANBERT_API.md 3.6). Assumed are `GET /efforts` and, in each row, `date`, `hours`
as a number or as text, `user` as in a comment, and the project as `project_id` or as an object.
"""

from datetime import date
from typing import Any

import msgspec

from kanbert_desktop.api.ids import check_id
from kanbert_desktop.api.listings import API, Listing
from kanbert_desktop.api.payloads import object_in, person_in, text_in
from kanbert_desktop.domain.board import BoardId
from kanbert_desktop.domain.effort import Effort

MAX_HOURS = 10_000
"""Of one row: more is something else than hours."""
_anything = msgspec.json.Decoder(dict[str, Any])


def efforts_since(first: date) -> Listing[Effort]:
    """Hours on projects, from that day on.

    No sort: only `date` can be sorted by, and the cursor of a sort skips rows of one value at the edge of a page [G].
    Without one it is about the id.
    """
    conditions: list[dict[str, str]] = [
        {"field": "date", "op": "gte", "value": first.isoformat()},
        {"field": "type", "op": "eq", "value": "project"},
    ]
    return Listing(f"{API}/efforts", read_effort, (("filter", msgspec.json.encode(conditions).decode()),))


def read_effort(raw: bytes) -> Effort:
    """Raises ValueError for a row that does not tell day, person, project and hours."""
    fields = _anything.decode(raw)
    identity, day, hours = (text_in(fields, name) for name in ("id", "date", "hours"))
    project = text_in(fields, "project_id") or text_in(object_in(fields, "project"), "id")
    person = person_in(object_in(fields, "user"))
    if not identity or not day or not project or hours is None or person is None:
        raise ValueError("An effort without id, date, project, user or hours")
    for one in (person.id, project):
        check_id(one)
    return Effort(identity, date.fromisoformat(day[:10]), person, BoardId(project), _minutes(hours))


def _minutes(text: str) -> int:
    hours = float(text)
    if not abs(hours) <= MAX_HOURS:
        raise ValueError("Hours that cannot be")
    return round(hours * 60)
