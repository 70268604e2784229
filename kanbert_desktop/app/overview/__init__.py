"""The overview: figures of a board, a client or everything, and how cards moved."""
