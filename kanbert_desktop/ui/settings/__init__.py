"""Holds the page of settings: sections of rows, each with one control that applies at once.

May ask the application and its settings; what a setting means is followed elsewhere (`window_start.py` and others).
"""
