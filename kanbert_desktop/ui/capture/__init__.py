"""The capture window: one line becomes a card, wherever one is, also while the main window is hidden.

Knows the desk and the board's quick add; nothing of it depends on the main window.
"""
