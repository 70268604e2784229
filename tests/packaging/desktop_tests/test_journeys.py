"""Which journeys are gone on which desktop, and what the command answers to unknown names."""

import pytest

from desktop_tests.desktop import Ability
from desktop_tests.desktops import DESKTOPS
from desktop_tests.journeys import ALWAYS, JOURNEYS, chosen
from desktop_tests.packages import DESKTOP_PACKAGES
from desktop_tests.run import separated
from devtools.steps import StepError

ALL = frozenset(Ability)


def test_without_names_every_journey_is_gone_in_order() -> None:
    assert list(chosen([], ALL)) == list(JOURNEYS)


def test_a_desktop_goes_only_the_journeys_that_it_is_able_to() -> None:
    left_out = JOURNEYS.keys() - chosen([], frozenset()).keys()
    assert left_out
    assert all(JOURNEYS[name].needs for name in left_out)


def test_named_journeys_begin_with_the_sign_in() -> None:
    assert list(chosen(["paste"], ALL)) == [*ALWAYS, "paste"]
    assert not any(JOURNEYS[name].needs for name in ALWAYS)


def test_an_unknown_journey_is_answered_with_the_known_ones() -> None:
    with pytest.raises(StepError, match=r"Unknown: fly\. Known are launch, sign-in"):
        chosen(["fly"], ALL)


def test_a_named_journey_that_the_desktop_cannot_go_is_an_error() -> None:
    with pytest.raises(StepError, match="“finger” needs a touch screen"):
        chosen(["finger"], frozenset())


def test_every_desktop_has_its_packages() -> None:
    assert DESKTOPS.keys() == DESKTOP_PACKAGES.keys()


def test_arguments_name_desktops_and_journeys_in_any_order() -> None:
    assert separated([]) == (list(DESKTOP_PACKAGES), [])
    assert separated(["paste", "gnome", "palette"]) == (["gnome"], ["paste", "palette"])
