"""Settings page: sections of rows, each with one control that applies at once.

Modules such as `ui.window.startup` follow the settings. It may import `ui.commands`, `ui.widgets`,
`ui.style`, `app` and `domain`.
"""
