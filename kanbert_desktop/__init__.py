"""Kanbert Desktop: boards of Kanbert on your own computer, online or not."""

__version__ = "0.1.0"
