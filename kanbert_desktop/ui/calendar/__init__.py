"""Calendar: the cards of all boards, or of one, on their due days.

Other packages import its modules.
"""
