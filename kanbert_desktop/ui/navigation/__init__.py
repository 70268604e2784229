"""Holds the way from one page of the window to the next, and back.

May ask the desk and show pages; knows nothing of what is drawn on them.
"""
