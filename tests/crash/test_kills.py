"""T4: killed at every kind of point and at random moments, the next start loses nothing and doubles nothing."""

import random

import pytest

from crash.crash_environment import CrashEnvironment
from crash.kill_points import distinct

SHARES = 8
"""The number of tests that divide the points among processes."""
ROUNDS = 2


@pytest.mark.parametrize("share", range(SHARES))
def test_a_kill_at_any_kind_of_point_loses_and_doubles_nothing(
    crash_environment: CrashEnvironment, share: int
) -> None:
    mine = distinct(crash_environment.kill_points())[share::SHARES]
    killed = [crash_environment.run_round(deadly=point) for point in mine]
    # The number of commits depends on how the writer groups them; the requests are always the same.
    assert sum(killed) >= len(mine) * 0.6


@pytest.mark.parametrize("share", range(SHARES))
def test_a_kill_at_any_moment_loses_and_doubles_nothing(
    crash_environment: CrashEnvironment, share: int
) -> None:
    chance = random.Random(share)  # noqa: S311  to be repeated, not to be secret
    for _ in range(ROUNDS):
        crash_environment.run_round(kill_after=chance.uniform(0, 0.3))


def test_the_suite_uses_one_point_of_every_kind_and_all_points_of_every_write(
    crash_environment: CrashEnvironment,
) -> None:
    points = crash_environment.kill_points()
    left_out = set(points) - set(distinct(points))
    assert {name for name, _ in distinct(points)} == {name for name, _ in points}
    assert {name.partition(":")[0] for name, _ in left_out} == {"after a commit", "a read"}


def test_kill_points_cover_every_commit_and_every_kind_of_request(
    crash_environment: CrashEnvironment,
) -> None:
    names = {name for name, _ in crash_environment.kill_points()}
    assert {"before a commit", "after a commit"} <= names
    along = {"before it is sent", "sent, not answered", "answered, nothing kept yet"}
    for what in ("POST tasks", "POST comments", "PATCH a task", "DELETE a task"):
        assert {name.partition(": ")[2] for name in names if name.startswith(what)} == along
    assert {"a read: before it is sent", "a read: answered, nothing kept yet"} <= names
