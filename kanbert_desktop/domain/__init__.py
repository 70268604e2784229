"""The board and every change a user can make to it: frozen values and pure functions.

May import the standard library only. No clock, disk, network, Qt or `await`.
"""
