"""Coming in: the first page with its three ways, the page of a sign-in under way, and the way between them.

May touch the application's front (`app`), the theme, the icons and the centred card; it knows no board.
"""
