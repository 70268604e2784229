"""The HTTP client and the translation of its failures into the program's errors.

May import httpx, which no other package does, and the domain's errors. Knows no paths, cards or sources of tokens.
"""
