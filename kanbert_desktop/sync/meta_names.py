"""Names of the values in the store's `meta` table."""

import json

from kanbert_desktop.domain.board import CardKey
from kanbert_desktop.sync.deletions import KEPT_CARDS, MISSING_CARDS, RECENT_REMOVALS

WATERMARK = "watermark"
CHECKED = "checked"
"""When the whole file was last found sound, by this computer's clock."""
COUNTS_REBUILT = "counts_rebuilt"
"""When counts of cards were last found to be wrong."""
COMMENTS_READ = "comments_read"
"""JSON: the cards whose comments were prefetched, and the version each had then."""
LAST_SYNC = "last_sync"
SYNC_PROBLEM = "trouble"
THROTTLED = "throttled"
"""The end of the delay that the server asked for, by this computer's clock."""
SUSPECT = "suspect"
"""Since when the local data is in doubt: a full compare comes next."""
LAST_FULL_COMPARE = "swept"
"""When the last full compare ended, by this computer's clock."""
BOARD_WALK = "board:"
META_NAMES = (
    WATERMARK,
    LAST_SYNC,
    SYNC_PROBLEM,
    THROTTLED,
    MISSING_CARDS,
    KEPT_CARDS,
    RECENT_REMOVALS,
    SUSPECT,
    LAST_FULL_COMPARE,
    COMMENTS_READ,
    CHECKED,
    COUNTS_REBUILT,
)
"""The `meta` values that are loaded at the start."""


def comment_versions(meta: dict[str, str | None]) -> dict[CardKey, str]:
    """The version of each card at which its comments were read, by the server's `updated_at`."""
    note: dict[CardKey, str] = json.loads(meta.get(COMMENTS_READ) or "{}")
    return note
