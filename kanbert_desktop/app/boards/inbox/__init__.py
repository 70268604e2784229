"""The inbox: what others changed on the cards the user follows.

It may import `sync`, `store`, `api`, `domain` and texts of `app`; it knows no board service and no widgets.
"""
