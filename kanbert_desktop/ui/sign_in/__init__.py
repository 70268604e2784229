"""First-run and sign-in pages, and the controller of one sign-in.

It may import `ui.widgets`, `ui.style`, `app` and `domain`; it knows no board.
"""
