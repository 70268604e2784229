"""Quick capture: a small window that creates a card from one line, also while the main window is hidden.

It may import `ui.board.quick_add`, `ui.cards`, `ui.widgets`, `ui.style`, `app` and `domain`, but not `ui.window`.
"""
