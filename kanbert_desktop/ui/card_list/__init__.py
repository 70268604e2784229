"""Grouped card list of My work and Search.

It paints and emits signals. It may import `ui.cards`, `ui.commands`, `ui.widgets`, `ui.style`, `app` and `domain`.
"""
