"""Which scenarios run on which desktop, and what the command answers to unknown names."""

import pytest

from desktop_tests.desktop import Ability
from desktop_tests.desktops import DESKTOPS
from desktop_tests.packages import DESKTOP_PACKAGES
from desktop_tests.run import separated
from desktop_tests.scenarios import ALWAYS, SCENARIOS, chosen
from devtools.steps import StepError

ALL = frozenset(Ability)


def test_without_names_every_scenario_runs_in_order() -> None:
    assert list(chosen([], ALL)) == list(SCENARIOS)


def test_a_desktop_runs_only_the_scenarios_that_it_is_able_to() -> None:
    left_out = SCENARIOS.keys() - chosen([], frozenset()).keys()
    assert left_out
    assert all(SCENARIOS[name].needs for name in left_out)


def test_named_scenarios_begin_with_the_sign_in() -> None:
    assert list(chosen(["paste"], ALL)) == [*ALWAYS, "paste"]
    assert not any(SCENARIOS[name].needs for name in ALWAYS)


def test_an_unknown_scenario_is_answered_with_the_known_ones() -> None:
    with pytest.raises(StepError, match=r"Unknown: fly\. Known are launch, sign-in"):
        chosen(["fly"], ALL)


def test_a_named_scenario_that_the_desktop_cannot_run_is_an_error() -> None:
    with pytest.raises(StepError, match="“finger” needs a touch screen"):
        chosen(["finger"], frozenset())


def test_every_desktop_has_its_packages() -> None:
    assert DESKTOPS.keys() == DESKTOP_PACKAGES.keys()


def test_arguments_name_desktops_and_scenarios_in_any_order() -> None:
    assert separated([]) == (list(DESKTOP_PACKAGES), [])
    assert separated(["paste", "gnome", "palette"]) == (["gnome"], ["paste", "palette"])
