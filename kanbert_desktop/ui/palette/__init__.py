"""Holds the command palette: one field that leads to every command, board, card and person.

May ask `app` what there is; says by a signal what was chosen and does nothing itself.
"""
