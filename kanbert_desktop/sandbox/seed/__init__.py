"""Sample data: an agency's boards from `resources/sandbox/studio.toml`, and as many more cards as asked for.

May touch the world's tables; never a request.
"""
