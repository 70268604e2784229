"""Holds the one quiet line that tells of a newer version.

May ask the application whether there is one; loads and installs nothing.
"""
