"""What a person is told: every error, state and step in sentences, through `tr`.

Tables and the few functions that read them; decides nothing.
"""
