"""What a proof says where something is not as it should be."""

from devtools.steps import StepError


def demand(is_so: bool, sentence: str, *instead: object) -> None:
    if not is_so:
        raise StepError(f"Not so: {sentence}. {' '.join(map(str, instead))}")
