"""Holds a list of cards from several boards, in groups, one row a card, as My work and the search show it.

May draw and say what was pressed; asks no desk and changes nothing.
"""
