"""My work: all cards assigned to the user, over all boards.

It may import `ui.card_list`, `ui.card_panel`, `ui.cards`, `ui.commands`, `ui.widgets`, `ui.style`, `app` and `domain`.
"""
