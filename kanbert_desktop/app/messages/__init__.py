"""Errors, states and changes as translated text.

Tables and the functions that read them; no decisions.
"""
