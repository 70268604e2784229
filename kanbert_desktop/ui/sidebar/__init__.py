"""Sidebar: account, pages, favourites, clients with their boards, sync status; folded to a rail.

It shows data and emits requests; the workspace runs them. It may import `ui.commands`, `ui.navigation.history`,
`ui.widgets`, `ui.style`, `app` and `domain`.
"""
