"""Boards and unsent work as files for the person: everything shown, written whole or not at all.

Reads the desk; writes only where the person said.
"""
