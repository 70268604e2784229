"""Card panel at the right of the board; not modal.

May use the board service and `ui.cards`; each module is one part of the panel.
"""
