"""How often each thing happens in a story, beside the others."""

from simulation import acts, mishaps

DEEDS = [
    (9, acts.edit),
    (5, acts.move),
    (5, acts.add),
    (3, acts.comment),
    (2, acts.delete),
    (2, acts.undo),
    (1, acts.redo),
    (6, acts.decide),
    (7, acts.colleague),
    (1, acts.colleague_adds),
    (1, acts.colleague_deletes),
    (0.15, acts.mass_deletion),
    (8, mishaps.trouble),
    (0.4, mishaps.poison),
    (0.7, mishaps.go_offline),
    (4, mishaps.go_online),
    (1.5, mishaps.restart),
    (5, mishaps.crash),
    (0.7, mishaps.clock_jumps),
    (0.3, mishaps.access_ends),
    (0.7, mishaps.access_returns),
    (0.4, mishaps.board_closes),
    (0.15, mishaps.token_ends),
    (2, mishaps.token_returns),
    (0.2, mishaps.foreign_token),
    (0.4, mishaps.sign_out_and_in),
]
"""Weights and acts; a third of all steps are syncs."""
