"""What this server turned out to be able to do, learnt anew in each session from its answers."""

from dataclasses import dataclass, field
from enum import StrEnum


class Way(StrEnum):
    """The assumed requests; each is believed in until the server says that it does not exist."""

    CREATE = "create"
    CHANGE = "change"
    DELETE = "delete"
    COMMENT = "comment"


@dataclass(slots=True)
class Capabilities:
    """None is: not known yet."""

    reads_card: bool | None = None
    """`GET /tasks/{id}` gave 200 for some card (True), or does not exist (False)."""
    reads_comments: bool | None = None
    finds_external_id: bool | None = None
    """The listing of tasks accepts a filter on `external_id`."""
    returns_external_id: bool | None = None
    """A created card came back with the id that was sent."""
    accepts_repeats: bool = False
    """Two comments with one `external_id` were seen: sending again would double them."""
    missing: set[Way] = field(default_factory=set)
