"""Arguments of `dev.py bench`."""

from pathlib import Path

import pytest

from benchmarks import sizes
from benchmarks.arguments import BY_NAME, PARTS, parse


def test_everything_is_measured_without_arguments() -> None:
    found = parse([])
    assert found.parts == list(PARTS)
    assert found.size_parts == list(sizes.PARTS)
    assert not found.as_table


def test_the_table_measures_the_sizes() -> None:
    found = parse(["table", "--runs", "2"])
    assert found.as_table
    assert found.parts == ["sizes"]


def test_a_part_of_the_sizes_can_be_named() -> None:
    found = parse(["sizes-verbs", "sizes-start", "--sizes", "100000,1000"])
    assert found.size_parts == ["verbs", "start"]
    assert found.sizes == (1_000, 100_000)


def test_a_saved_file_can_be_compared_without_measuring() -> None:
    found = parse(["--load", "now.json", "--compare", "before.json"])
    assert (found.load, found.compare) == (Path("now.json"), Path("before.json"))


def test_an_unknown_part_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        parse(["strat"])
    assert "unknown: strat" in capsys.readouterr().err


def test_parts_have_different_names() -> None:
    assert len({*PARTS, *BY_NAME}) == len(PARTS) + len(BY_NAME)
