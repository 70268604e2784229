"""The query of a list, in the words that stand on every list page [V]."""

import re
from collections.abc import Iterable

from kanbert_desktop.sandbox.rest.description.schemas import WHOLE, Schema
from kanbert_desktop.sandbox.rest.filter_fields import Field, Relation
from kanbert_desktop.sandbox.rest.listing import DEFAULT_SIZE, Listing

_SORTS = (
    "Available sorts are {}. You can sort by multiple options by separating them with a comma. To sort in descending "
    "order, use `-` sign in front of the sort, for example: `-title`."
)
_INCLUDES = "Available includes are {}. You can include multiple options by separating them with a comma."
_FILTERS = (
    'JSON, or words such as `title contains "Acme" and created_at >= today-30d`; unknown fields or operators are '
    "answered by 400. Special values: `me.id` (fields of type id), `now`, `today`, `today±Nd`, `sow`, `eow`, `som`, `eom`.\n"
)


def list_parameters(listing: Listing) -> list[Schema]:
    found = [
        _query("page[size]", {**WHOLE, "default": DEFAULT_SIZE}, "Larger values are lowered to the limit.")
    ]
    found.append(_query("page[cursor]", {"type": "string"}, "The cursor to start the pagination from."))
    sorts = _pattern(listing.sorts, sign="-?")
    found.append(_query("sort", sorts, _SORTS.format(_named(listing.sorts))))
    if listing.includes:
        found.append(include_parameter(listing))
    if listing.filters:
        lines = (_line(name, each) for name, each in listing.filters.items())
        found.append(_query("filter", {"type": "string"}, _FILTERS + "\n".join(lines)))
    return found


def include_parameter(listing: Listing) -> Schema:
    names = sorted(listing.includes)
    return _query("include", _pattern(names), _INCLUDES.format(_named(names)))


def _query(name: str, schema: Schema, description: str) -> Schema:
    return {"name": name, "in": "query", "required": False, "schema": schema, "description": description}


def _pattern(names: Iterable[str], sign: str = "") -> Schema:
    one = f"{sign}({'|'.join(re.escape(name) for name in names)})"
    return {"type": "string", "pattern": f"^{one}(,{one})*$"}


def _line(name: str, field: Field | Relation) -> str:
    operators = ", ".join(sorted(field.ops))
    if isinstance(field, Relation):
        return f"* `{name}` relation over {_named(field.fields)}: {operators}, and `{name}.count`"
    words = f" of {_named(sorted(field.words))}" if field.words else ""
    return f"* `{name}` {field.kind}{words}: {operators}"


def _named(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)
