"""Attention page: open questions (conflicts and rejected changes), both versions and the choices.

It may import `ui.cards`, `ui.widgets`, `ui.style`, `app` and `domain`; `app` makes the decisions.
"""
