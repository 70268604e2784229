"""Card templates: their page, the dialog that edits one, and the commands.

May import `ui.calendar`, `ui.cards`, `ui.navigation`, `ui.settings`, `ui.style` and `ui.widgets`.
"""
