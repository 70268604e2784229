"""Command palette: finds every command, board, card and person.

It may import `ui.navigation`, `ui.board`, `ui.cards`, `ui.commands`, `ui.widgets`, `ui.style`, `app` and `domain`.
"""
