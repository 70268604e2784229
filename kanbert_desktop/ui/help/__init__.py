"""Holds what the program tells of itself: its version and licences, and what helps somebody far away.

May ask the application for its diagnostics; changes nothing.
"""
