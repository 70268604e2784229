"""Holds what goes onto paper: a board as it is shown, or one card with all its words; to a printer or into a PDF.

May ask the desk and the board page what is shown; never the network, and never for a colour alone.
"""
