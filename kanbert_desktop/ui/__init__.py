"""The user interface: window, board, pages and widgets.

Imports `app` and `domain` only. The only package that paints; it never blocks the event loop.
"""
