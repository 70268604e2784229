"""Figures as a file: written by `--save`, read by `--compare` and `table`."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from benchmarks.figures import Figure, Sample

FORMAT = 1


class UnreadableResults(Exception):
    """The file was not written by this bench; the message names it."""


@dataclass(frozen=True)
class Results:
    """All figures of one run on one computer."""

    commit: str
    machine: str
    figures: tuple[Figure, ...]


def save(path: Path, results: Results) -> None:
    document = {
        "format": FORMAT,
        "commit": results.commit,
        "machine": results.machine,
        "figures": [_without_nan(asdict(figure)) for figure in results.figures],
    }
    path.write_text(f"{json.dumps(document, indent=1, ensure_ascii=False)}\n", "utf-8")


def load(path: Path) -> Results:
    """Raises `UnreadableResults`."""
    try:
        document = json.loads(path.read_text("utf-8"))
        if document["format"] != FORMAT:
            raise UnreadableResults(f"{path} has the format {document['format']}, not {FORMAT}.")
        figures = tuple(_figure(one) for one in document["figures"])
        return Results(document["commit"], document["machine"], figures)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise UnreadableResults(f"{path} holds no figures of the bench: {error}") from error


def merged(earlier: Results, later: Sequence[Figure]) -> Results:
    """`earlier` with its figures replaced by later ones of the same name."""
    by_name = {figure.full_name: figure for figure in (*earlier.figures, *later)}
    return replace(earlier, figures=tuple(by_name.values()))


def _without_nan(document: dict[str, Any]) -> dict[str, Any]:
    """JSON has no NaN."""
    samples = {name: [_or_none(value) for value in document[name]] for name in ("measured", "baseline")}
    return {**document, **samples}


def _or_none(value: float) -> float | None:
    return value if value == value else None  # noqa: PLR0124  false for NaN alone


def _figure(document: dict[str, Any]) -> Figure:
    samples = {name: _sample(document[name]) for name in ("measured", "baseline")}
    return Figure(**{**document, **samples})


def _sample(values: Sequence[float | None]) -> Sample:
    return Sample(*(float("nan") if value is None else value for value in values))
