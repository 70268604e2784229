"""Board page: painted cards in columns, quick add, renaming, drag and drop.

May use the board service, the event bus, `ui.cards`, `ui.widgets` and `ui.style`. Changes go through
`CardCommands`.
"""
