"""The relative frequency of each action in a scenario."""

from simulation import faults, user_actions

WEIGHTED_ACTIONS = [
    (9, user_actions.edit),
    (5, user_actions.move),
    (5, user_actions.add),
    (3, user_actions.comment),
    (2, user_actions.delete),
    (2, user_actions.undo),
    (1, user_actions.redo),
    (6, user_actions.decide),
    (7, user_actions.colleague),
    (1, user_actions.colleague_adds),
    (1, user_actions.colleague_deletes),
    (0.15, user_actions.mass_deletion),
    (8, faults.network_fault),
    (0.4, faults.poison),
    (0.7, faults.go_offline),
    (4, faults.go_online),
    (1.5, faults.restart),
    (5, faults.crash),
    (0.7, faults.clock_jumps),
    (0.3, faults.access_ends),
    (0.7, faults.access_returns),
    (0.4, faults.board_closes),
    (0.15, faults.token_ends),
    (2, faults.token_returns),
    (0.2, faults.foreign_token),
    (0.4, faults.sign_out_and_in),
]
"""Weights and actions; a third of all steps are syncs."""
