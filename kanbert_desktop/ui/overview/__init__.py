"""Page with the figures of a board, a client or everything."""
