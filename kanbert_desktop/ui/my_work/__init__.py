"""Holds the page of the cards that are assigned to the person, over all boards.

May ask the desk and reuse the board's card panel.
"""
