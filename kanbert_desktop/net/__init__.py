"""The HTTP client and the translation of its failures into the program's errors.

The only package that imports httpx. Imports the domain's errors; knows no paths, cards or sources of tokens.
"""
