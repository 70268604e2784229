"""What a person is told of without looking: due today, newly assigned, commented; and how it is said to the desktop.

Listens to the bus and asks the desk; draws nothing.
"""
