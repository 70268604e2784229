"""Generated tests have no deadline: a fresh checkout is slow at first, a busy machine always."""

import pytest
from hypothesis import HealthCheck, settings


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--generated", type=int, default=0, help="examples of each generated test (Hypothesis' own number)"
    )


def pytest_configure(config: pytest.Config) -> None:
    number = config.getoption("--generated") or settings.get_profile("default").max_examples
    settings.register_profile(
        "suite",
        max_examples=number,
        deadline=None,
        suppress_health_check=[HealthCheck.too_slow],
    )
    settings.load_profile("suite")
