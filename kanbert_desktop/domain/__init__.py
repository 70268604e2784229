"""What a board is and what a person can wish of it: frozen values and pure functions.

May use the standard library alone; never a clock, a disk, a network, Qt or `await`.
"""
