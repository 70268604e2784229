"""Page with the figures of a board, a client or everything, on the screen and on paper.

It may import `ui.board`, `ui.cards`, `ui.printing`, `ui.settings`, `ui.widgets`, `ui.style`, `app` and `domain`.
"""
