"""Holds the search over everything that is on this computer.

May ask the desk to search; opens nothing itself.
"""
