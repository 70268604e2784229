"""Reusable widgets without knowledge of boards.

They may import `ui.style`, `app` and `domain`.
"""
