"""About dialog, diagnostics, crash report.

It may import `ui.commands`, `ui.widgets`, `ui.style`, `app` and `domain`.
"""
