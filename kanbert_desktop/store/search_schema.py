"""The tables of the search index, and how base rows call for it."""

_STALE = "INSERT INTO search_stale (number)"
# A comment's place is its card's key, which is the card's id for all cards but our own.
_ITS_CARD = """SELECT number FROM base WHERE kind = 'card' AND id = {row}.place AND key = id
    UNION ALL SELECT number FROM base WHERE kind = 'card' AND key <> id AND key = {row}.place"""
_ONCE = "ON CONFLICT DO NOTHING"


def _trigger(name: str, moment: str, row: str) -> tuple[str, str]:
    begin = (
        f"CREATE TRIGGER search_{name}_{{kind}} AFTER {moment} ON base WHEN {row}.kind = '{{kind}}' BEGIN "
    )
    return (
        f"{begin.format(kind='card')} {_STALE} VALUES ({row}.number) {_ONCE}; END",
        f"{begin.format(kind='comment')} {_STALE} SELECT number FROM ({_ITS_CARD.format(row=row)}) WHERE true {_ONCE}; END",  # noqa: S608 - names of our own
    )


# What comes in is folded and parted into words already (`domain.query.text`): every other character is a part of one.
INDEX = tuple(
    f"""CREATE VIRTUAL TABLE {name} USING fts5(
        words, tokenize = 'ascii', prefix = '2 3', columnsize = 0)"""
    for name in ("search_titles", "search_texts")
)
UNINDEX = ("DROP TABLE IF EXISTS search_titles", "DROP TABLE IF EXISTS search_texts")
WHOLE = 1 << 62
"""`search_state.built` where no base row is left to be indexed."""

SEARCH = (
    *INDEX,
    # `number` is the card's in `base`; `place` orders cards by their last change and is its row's in the index.
    "CREATE TABLE search_cards (number INTEGER PRIMARY KEY, place INTEGER NOT NULL UNIQUE) STRICT",
    # Cards whose rows changed since they were indexed: empty again when the same transaction ends.
    "CREATE TABLE search_stale (number INTEGER PRIMARY KEY) STRICT",
    "CREATE TABLE search_state (one INTEGER PRIMARY KEY CHECK (one = 1), built INTEGER NOT NULL) STRICT",
    # Rows that lie here already are indexed later, slice by slice.
    f"INSERT INTO search_state SELECT 1, iif(EXISTS (SELECT 1 FROM base), 0, {WHOLE})",  # noqa: S608
    "CREATE INDEX base_own_key ON base (key) WHERE kind = 'card' AND key <> id",
    *_trigger("added", "INSERT", "new"),
    *_trigger("left", "UPDATE", "old"),
    *_trigger("changed", "UPDATE", "new"),
    *_trigger("removed", "DELETE", "old"),
)
