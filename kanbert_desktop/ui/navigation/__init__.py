"""Navigation: which page is shown, history, and the creation of pages.

It may import the packages of the pages it creates, `ui.board`, `ui.widgets`, `ui.style`, `app` and `domain`.
"""
