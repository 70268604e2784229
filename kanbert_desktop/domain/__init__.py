"""The board and every change a user can make to it: frozen values and pure functions.

Imports the standard library only. No clock, disk, network, Qt or `await`.
"""
