"""Holds the page of the cards that were deleted on this computer and can come back.

May ask the desk and take a deletion back.
"""
