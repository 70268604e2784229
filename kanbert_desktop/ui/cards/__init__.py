"""How a card looks, reads and is edited, shared by board, panel, lists and print.

It may import `ui.widgets` and `ui.style`, `app` and `domain`.
"""
