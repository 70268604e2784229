"""Arguments of `python3 packaging/dev.py bench`."""

import argparse
from collections.abc import Sequence
from pathlib import Path

from benchmarks import sizes

PARTS = (
    "start",
    "sync",
    "stalls",
    "incremental",
    "sign_in",
    "paint",
    "switch",
    "calendar",
    "search",
    "inbox",
    "overview",
    "views",
    "sandbox",
    "hostile",
    "sizes",
)
BY_NAME = ("frozen", "startup_optimisations", *(f"sizes-{part}" for part in sizes.PARTS))
"""Run only when named: `dev.py bundle` comes before `frozen`, and `startup_optimisations` takes ten minutes."""
TABLE = "table"
PICTURE = Path("build/cost-over-size.svg")
EPILOG = f"""parts: {", ".join(PARTS)}; by name alone: {", ".join(BY_NAME)}.
`table` prints the table of the README's performance page and draws its picture; it measures `sizes`, or with
--load FILE takes what was saved."""


def parse(words: Sequence[str] | None = None) -> argparse.Namespace:
    """Adds `as_table`, and `size_parts`: what of `sizes` was named. Exits for an unknown part."""
    parser = _parser()
    found = parser.parse_args(words)
    found.as_table = TABLE in found.parts
    parts = [part for part in found.parts if part != TABLE]
    unknown = sorted(set(parts) - {*PARTS, *BY_NAME})
    if unknown:
        parser.error(f"unknown: {', '.join(unknown)}; choose out of {', '.join((*PARTS, *BY_NAME, TABLE))}")
    found.parts = parts or (["sizes"] if found.as_table else list(PARTS))
    named = [part.removeprefix("sizes-") for part in found.parts if part.startswith("sizes-")]
    found.size_parts = list(sizes.PARTS) if "sizes" in found.parts else named
    return found


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="packaging/dev.py bench",
        description="Every figure beside its baseline, both measured in the same run.",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("parts", nargs="*", metavar="PART", help="what to measure (default: everything)")
    parser.add_argument("--runs", type=int, default=7, help="pairs of each measurement (default: 7)")
    parser.add_argument("--cards", type=int, default=10_000, help="cards of all parts but `sizes`")
    parser.add_argument("--sizes", type=_numbers, default=sizes.SIZES, metavar="N,N", help="cards of `sizes`")
    parser.add_argument("--save", type=Path, metavar="FILE", help="write the figures as JSON")
    parser.add_argument("--load", type=Path, metavar="FILE", help="measure nothing, take saved figures")
    parser.add_argument(
        "--compare", type=Path, metavar="FILE", help="compare with figures that another commit saved"
    )
    parser.add_argument("--picture", type=Path, default=PICTURE, help=f"of `table` (default: {PICTURE})")
    return parser


def _numbers(text: str) -> tuple[int, ...]:
    return tuple(sorted({int(word) for word in text.split(",")}))
