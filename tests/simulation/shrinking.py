"""Shrinks a failing scenario to the fewest steps that still fail."""

from collections.abc import Callable, Sequence

from simulation.scenario import Scenario


def failure(seed: object, steps: Sequence[int]) -> tuple[str, list[str]] | None:
    """How that scenario fails, and its trace; None if it passes."""
    scenario = Scenario(seed)
    try:
        scenario.run(steps)
    # Any exception counts.
    except Exception as error:  # noqa: BLE001
        return f"{type(error).__name__}: {error}", scenario.trace
    return None


def shrink(seed: object, steps: Sequence[int]) -> list[int]:
    """Leaves out halves, quarters and single steps while it still fails."""
    return shortest(list(steps), lambda fewer: failure(seed, fewer) is not None)


def shortest(steps: list[int], fails: Callable[[list[int]], bool]) -> list[int]:
    size = max(1, len(steps) // 2)
    while True:
        start, found = 0, False
        while start < len(steps):
            fewer = steps[:start] + steps[start + size :]
            if fails(fewer):
                steps, found = fewer, True
            else:
                start += size
        if size == 1 and not found:
            return steps
        size = max(1, size // 2)


def report(seed: object, steps: Sequence[int]) -> str:
    """What failed, the shortest way there, and the command that repeats it."""
    few = shrink(seed, steps)
    result = failure(seed, few)
    assert result is not None, "the same story must end the same way"
    how, trace = result
    only = ",".join(map(str, few)) or "-1"
    return "\n".join(
        [
            *trace,
            "",
            how,
            f"Again: python3 packaging/dev.py soak stories --seeds 1 --seed {seed} --only {only}",
        ]
    )
