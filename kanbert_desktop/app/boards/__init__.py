"""What a user does with boards: reading, editing, undo, search and export.

It may import `sync`, `store` and `domain`; it knows no account and no window.
"""
