"""The licences of all bundled parts: collected by the bundle's builder, or read from the installed packages."""

import json
import logging
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from importlib.metadata import Distribution, PackageMetadata, PackageNotFoundError, distribution
from pathlib import Path

from kanbert_desktop import __version__
from kanbert_desktop.domain.value_classes import dataclass
from kanbert_desktop.resources import folder, resource

log = logging.getLogger(__name__)
LICENCES_FILE = "licences.json"
DISTRIBUTION_NAME = "kanbert-desktop"
_REQUIREMENT = re.compile(r"\s*([A-Za-z0-9][A-Za-z0-9._-]*)\s*(?:\[([^\]]*)\])?")
_EXTRA = re.compile(r"extra\s*==\s*['\"]([^'\"]+)")
_TEXT = re.compile(r"^(licen[sc]e|copying|notice|copyright)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Licence:
    """The licence of one part. `licence` is its short name, possibly "", and `text` the full text."""

    name: str
    version: str
    licence: str
    text: str

    @property
    def title(self) -> str:
        return " ".join(part for part in (self.name, self.version) if part)


def licences(path: Path | None = None) -> tuple[Licence, ...]:
    """This program's licence comes first. A damaged file is ignored."""
    try:
        rows = json.loads((path or resource(LICENCES_FILE)).read_text("utf-8"))
        return tuple(_licence(row) for row in rows)
    except FileNotFoundError:
        return installed_licences()
    except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
        log.warning("The licences cannot be read: %s", type(error).__name__)
        return installed_licences()


def installed_licences() -> tuple[Licence, ...]:
    """Reads the package metadata of all dependencies, if the program is not bundled."""
    found = {one.name: one for one in map(_installed_licence, _dependencies(_required()))}
    others = sorted(found.values(), key=lambda one: one.name.casefold())
    return (Licence("Kanbert Desktop", __version__, "MIT", _own_licence_text()), *others)


def _licence(row: Mapping[str, str]) -> Licence:
    return Licence(row["name"], row["version"], row["licence"], row["text"])


def _required() -> Iterable[str]:
    """The declared dependencies. A checkout is not installed, so its `pyproject.toml` is read."""
    project = folder().parent / "pyproject.toml"
    if project.is_file():
        asked: list[str] = tomllib.loads(project.read_text("utf-8"))["project"]["dependencies"]
        return asked
    try:
        return distribution(DISTRIBUTION_NAME).requires or ()
    except PackageNotFoundError:
        return ()


def _dependencies(required: Iterable[str]) -> Iterator[Distribution]:
    """Yields each dependency once. Packages that are not installed here are left out."""
    seen: set[tuple[str, str]] = set()
    waiting = [(requirement, "") for requirement in required]
    while waiting:
        requirement, extras = waiting.pop()
        asked = _REQUIREMENT.match(requirement)
        if (
            asked is None
            or not _applies(requirement, extras)
            or (key := (_normalized(asked[1]), asked[2] or "")) in seen
        ):
            continue
        seen.add(key)
        try:
            found = distribution(asked[1])
        except PackageNotFoundError:
            continue
        yield found
        waiting += [(one, key[1]) for one in found.requires or ()]


def _applies(requirement: str, extras: str) -> bool:
    """`extras` are those the requiring package asks for, as in `httpx[cli]`."""
    of_extra = _EXTRA.search(requirement)
    return of_extra is None or of_extra[1] in re.split(r"[\s,]+", extras)


def _installed_licence(found: Distribution) -> Licence:
    # Each call of `metadata` parses the file again.
    metadata = found.metadata
    short = _short_name(metadata)
    texts = [
        Path(str(found.locate_file(path))).read_text("utf-8", "replace")
        for path in sorted(found.files or (), key=str)
        if ".dist-info" in str(path) and _TEXT.match(path.name)
    ]
    author = _first(metadata, "Author") or _first(metadata, "Author-email")
    stated = "\n".join(part for part in (short, author, _first(metadata, "Home-page")) if part)
    return Licence(metadata["Name"], metadata["Version"], short, "\n\n".join(texts) or stated)


def _short_name(metadata: PackageMetadata) -> str:
    """The short name. Some packages put the whole text there."""
    stated = _first(metadata, "License-Expression") or _first(metadata, "License")
    classified = (
        one.rpartition(" :: ")[2]
        for one in metadata.get_all("Classifier") or ()
        if one.startswith("License ::")
    )
    return stated if stated and "\n" not in stated and len(stated) <= 60 else next(classified, "")


def _first(metadata: PackageMetadata, name: str) -> str:
    return next(iter(metadata.get_all(name) or ()), "")


def _normalized(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def _own_licence_text() -> str:
    """Next to the resources in a checkout, in the metadata of the package in a wheel."""
    path = folder().parent / "LICENSE"
    if path.is_file():
        return path.read_text("utf-8")
    try:
        return _installed_licence(distribution(DISTRIBUTION_NAME)).text
    except PackageNotFoundError:
        return "MIT"
