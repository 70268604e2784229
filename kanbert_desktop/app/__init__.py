"""What a person can do: sign in, look at boards, wish changes, take them back; and the lifetimes behind that.

May use QtCore and QtNetwork and every room below it; never draws.
"""
