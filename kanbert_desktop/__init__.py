"""Kanbert Desktop: an offline-first desktop client for Kanbert boards."""

__version__ = "0.1.0"
