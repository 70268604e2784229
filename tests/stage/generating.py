"""Generated tests are never judged by the clock: a fresh checkout is slow at first, a busy machine always."""

from hypothesis import HealthCheck, settings


def pytest_configure() -> None:
    settings.register_profile("suite", deadline=None, suppress_health_check=[HealthCheck.too_slow])
    settings.load_profile("suite")
