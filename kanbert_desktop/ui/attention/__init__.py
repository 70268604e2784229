"""The page of what needs a decision: questions left, both versions right, every choice by key.

Asks the desk; decides nothing.
"""
