"""What a user does with boards: reads, edits, undo, search, export.

Reads cards as they are shown and queues changes; never waits for the network.
"""
