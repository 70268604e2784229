"""Print, PDF and export of boards and cards.

Meaning must not depend on colour. It may import `ui.board`, `ui.card_panel`, `ui.cards`, `ui.commands`, `ui.widgets`, `ui.style`,
`app` and `domain`.
"""
