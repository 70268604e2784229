"""Getting to a card: jumps by name, my work, favourites and recent places.

Answers from the desk's memory; draws nothing.
"""
