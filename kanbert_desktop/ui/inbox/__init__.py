"""Inbox page: entries by day, their cards, done and snooze.

It may import `ui.card_panel`, `ui.cards`, `ui.commands`, `ui.widgets`, `ui.style`, `app` and `domain`.
"""
