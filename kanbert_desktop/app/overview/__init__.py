"""The overview: figures of a board, a client or everything, how cards moved, and limits of columns.

It may import `sync`, `store` and `domain`, and nothing of `app`: `app.boards` holds it.
"""
