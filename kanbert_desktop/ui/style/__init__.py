"""Theme, icons and style-sheet properties.

It may import `app` and `domain`, and no other package of `ui`.
"""
