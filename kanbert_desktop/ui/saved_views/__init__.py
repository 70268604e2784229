"""Saved views: their page, their commands and their live counts.

May import `ui.board`, `ui.card_list`, `ui.card_panel`, `ui.cards`, `ui.commands`, `ui.my_work`, `ui.search`, `ui.style` and
`ui.widgets`.
"""
