"""The table of the README's performance page."""

from collections.abc import Iterable, Sequence

from benchmarks.figures import Figure


def markdown(figures: Sequence[Figure], machine: str) -> str:
    """First the figures with a number of cards, one row for all numbers; then the others."""
    sizes = sorted({figure.cards for figure in figures if figure.cards})
    names = list(dict.fromkeys(figure.name for figure in figures if figure.cards))
    header = ("figure", "floor", *(f"{size:,} cards" for size in sizes), "× floor", "aim", "met")
    sized = [_row([one for one in figures if one.cards and one.name == name], sizes) for name in names]
    others = [_other_row(figure) for figure in figures if not figure.cards]
    parts = [
        _table(header, sized) if sized else "",
        _table(("figure", "ours", "floor", "× floor", "aim", "met"), others) if others else "",
        f"Measured on {machine}.",
    ]
    return "\n\n".join(part for part in parts if part)


def amount(value: float, unit: str) -> str:
    """With as many digits as mean something."""
    digits = 0 if value >= 100 or value == int(value) else 1 if value >= 10 else 2
    return f"{value:,.{digits}f} {unit}".rstrip()


def _row(figures: Sequence[Figure], sizes: Sequence[int]) -> tuple[str, ...]:
    by_size = {figure.cards: figure for figure in figures}
    largest = by_size[max(by_size)]
    values = (amount(by_size[size].measured.wall, largest.unit) if size in by_size else "–" for size in sizes)
    is_met = all(figure.is_met for figure in figures)
    verdict = largest.verdict and ("yes" if is_met else "no")
    return (largest.name, _floor(largest), *values, _ratio(largest), largest.aim, verdict)


def _other_row(figure: Figure) -> tuple[str, ...]:
    verdict = figure.verdict.lower()
    return (
        figure.name,
        amount(figure.measured.wall, figure.unit),
        _floor(figure),
        _ratio(figure),
        figure.aim,
        verdict,
    )


def _floor(figure: Figure) -> str:
    return amount(figure.baseline.wall, figure.unit) if figure.baseline.wall else "–"


def _ratio(figure: Figure) -> str:
    return f"{figure.ratio:.2f}" if figure.ratio == figure.ratio else "–"


def _table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    rule = ("---", *("--:" for _ in header[1:]))
    return "\n".join(f"| {' | '.join(row)} |" for row in (header, rule, *rows))
