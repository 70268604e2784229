"""The texts of the sample data, in both languages of its team or in one."""

import re
import tomllib
from collections.abc import Mapping
from typing import Any

from kanbert_desktop.resources import resource

LANGUAGES = ("en", "de")
"""Each has a file with the texts of the other one."""
_REFERENCES = frozenset({"type", "client", "contact", "team", "who", "watch", "flag", "in", "status"})
"""Their values name something else in the file."""
_MARKED = re.compile(r"(x |[a-z]+: )(?=\S)")
"""What stands before the text of a finished sub-task, and of a comment."""


def sample_of(language: str | None = None) -> Mapping[str, Any]:
    """The content of `studio.toml`, translated to a language. None leaves the German and English mixture of its team."""
    sample = _read("studio.toml")
    if language is None:
        return sample
    texts = _read(f"studio.{language}.toml")
    return {name: _translated(part, texts) for name, part in sample.items()}


def _read(name: str) -> Mapping[str, Any]:
    return tomllib.loads(resource(f"sandbox/{name}").read_text("utf-8"))


def _translated(value: object, texts: Mapping[str, str]) -> object:
    match value:
        case str():
            mark = _MARKED.match(value)
            start = mark.end() if mark is not None and value not in texts else 0
            return value[:start] + texts.get(value[start:], value[start:])
        case Mapping():
            return {
                key: each if key in _REFERENCES else _translated(each, texts) for key, each in value.items()
            }
        case list():
            return [_translated(each, texts) for each in value]
        case _:
            return value
