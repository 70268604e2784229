"""The licences of everything a bundle carries, as its builder collected them."""

import json
import logging
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from kanbert_desktop.assets import resource

log = logging.getLogger(__name__)
FILE = "licences.json"


@dataclass(frozen=True, slots=True)
class Licence:
    """Of one part: `licence` is its short name, perhaps "", and `text` all of it."""

    name: str
    version: str
    licence: str
    text: str

    @property
    def title(self) -> str:
        return " ".join(part for part in (self.name, self.version) if part)


def licences(path: Path | None = None) -> tuple[Licence, ...]:
    """This program's own first. Empty outside a bundle: there pip has put each package's beside it."""
    try:
        told = json.loads((path or resource(FILE)).read_text("utf-8"))
        return tuple(_licence(one) for one in told)
    except FileNotFoundError:
        return ()
    except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
        log.warning("The licences cannot be read: %s", type(error).__name__)
        return ()


def _licence(told: Mapping[str, str]) -> Licence:
    return Licence(told["name"], told["version"], told["licence"], told["text"])
