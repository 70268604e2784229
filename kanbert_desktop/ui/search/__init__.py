"""Search over everything on this computer.

It may import `ui.card_list`, `ui.cards`, `ui.commands`, `ui.widgets`, `ui.style`, `app` and `domain`.
"""
