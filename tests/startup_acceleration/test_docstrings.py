"""Docstrings are left out of compiled code, and nothing else."""

from typing import Any

import pytest

from kanbert_desktop.startup_acceleration.docstrings import without_docstrings

DOCUMENTED = '''
"""Module."""
class Documented:
    """Class."""
    places = [("a", number) for number in range(2)]
    def described(self):
        """Method."""
        async def inner():
            """Function."""
        return inner.__doc__
    def repeats(self):
        """Text."""
        return "Text."
    def first(self, key=lambda: "constant"):
        return "first", key()
class Repeating:
    """Twice."""
    text = "Twice."
class Bare:
    pass
def checked(value):
    """Function."""
    assert value, "assertion"
'''


def test_docstrings_are_left_out_and_no_other_text() -> None:
    whole, found = compile(DOCUMENTED, "documented.py", "exec"), dict[str, Any]()
    exec(without_docstrings(whole), found)  # noqa: S102  the text above
    documented = found["Documented"]
    described = (found["checked"], documented, documented.described, found["Bare"], documented.first)
    assert found["__doc__"] is None
    assert [thing.__doc__ for thing in described] == [None] * len(described)
    assert documented().described() is None
    assert documented().first() == ("first", "constant")
    assert documented.places == [("a", 0), ("a", 1)]
    # A text that is a value as well is one constant with the docstring.
    assert documented().repeats() == "Text."
    assert found["Repeating"].text == "Twice."
    with pytest.raises(AssertionError, match="assertion") as error:
        found["checked"](0)
    assert error.traceback[-1].lineno == DOCUMENTED.count("\n") - 1
