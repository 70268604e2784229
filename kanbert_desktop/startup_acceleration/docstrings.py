"""Leaves docstrings out of compiled code: nobody reads them during a start, and each is an object to make."""

from opcode import hasconst, opmap
from types import CodeType

_OPTIMIZED = 1
"""`inspect.CO_OPTIMIZED`: the code of a function."""
_INSTRUCTION = 2
"""Bytes of an instruction."""


def without_docstrings(code: CodeType) -> CodeType:
    """Returns the code without the docstrings in it, as `python -OO` compiles it, but with its assertions."""
    inside = {
        place: without_docstrings(value)
        for place, value in enumerate(code.co_consts)
        if isinstance(value, CodeType)
    }
    place = _place_of_docstring(code)
    if place is None and not inside:
        return code
    constants = [inside.get(number, value) for number, value in enumerate(code.co_consts)]
    if place is not None:
        constants[place] = None
    return code.replace(co_consts=tuple(constants))


def _place_of_docstring(code: CodeType) -> int | None:
    """Returns its place among the constants; None if there is none, or if the same text has another use as well."""
    first = code.co_consts[:1]
    if code.co_flags & _OPTIMIZED:
        if code.co_name[:1] == "<" or not first or first[0].__class__ is not str:
            return None
        place, uses = 0, 0
    elif "__doc__" in code.co_names:
        # The body of a module or class loads its docstring and stores it.
        instructions = code.co_code
        end = _find(instructions, opmap["STORE_NAME"], code.co_names.index("__doc__"))
        if end < _INSTRUCTION or instructions[end - _INSTRUCTION] != opmap["LOAD_CONST"]:
            return None
        place, uses = instructions[end - 1], 1
    else:
        return None
    found = sum(_count(code.co_code, operation, place) for operation in hasconst)
    return place if found == uses and code.co_consts[place].__class__ is str else None


def _find(instructions: bytes, operation: int, argument: int, start: int = 0) -> int:
    """Returns the place of the first such instruction from `start` on, or -1."""
    wanted = bytes((operation, argument))
    place = instructions.find(wanted, start)
    while place % _INSTRUCTION and place >= 0:
        place = instructions.find(wanted, place + 1)
    return place


def _count(instructions: bytes, operation: int, argument: int) -> int:
    count, place = 0, _find(instructions, operation, argument)
    while place >= 0:
        count += 1
        place = _find(instructions, operation, argument, place + _INSTRUCTION)
    return count
