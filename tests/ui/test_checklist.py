"""The checklist of the user interface (U1 to U50): each point is proved by a test or a benchmark with a threshold."""

import ast
from functools import cache
from pathlib import Path

import pytest

TESTS = Path(__file__).parents[1]

PROOFS: dict[int, tuple[str, ...]] = {
    # Window.
    1: (
        "ui/window/test_main_window.py::test_the_window_position_is_restored",
        "ui/window/test_main_window.py::test_a_window_on_a_missing_screen_moves_to_an_existing_one",
    ),
    2: (
        "ui/window/test_main_window.py::test_the_smallest_window_cuts_nothing_off",
        "ui/board/test_board_page.py::test_a_small_window_scrolls_sideways_and_cuts_nothing",
    ),
    3: (
        "ui/layout/test_scaling.py::test_icons_cards_and_hairlines_are_sharp",
        "ui/layout/test_scaling.py::test_the_layout_stays_the_same",
        "ui/style/test_icons.py::test_an_icon_has_its_screens_pixels_and_the_requested_size",
    ),
    4: (
        "ui/window/test_main_window.py::test_the_theme_changes_live",
        "ui/style/test_theme.py::test_the_systems_scheme_is_followed_live",
        "ui/board/test_board_page.py::test_another_theme_keeps_everything_in_place",
    ),
    5: (
        "ui/layout/test_texts_fit.py::test_no_text_is_cut_off",
        "ui/style/test_theme.py::test_text_grows_with_its_scale",
        "ui/settings/test_page.py::test_the_text_size_changes_by_steps_and_typed_numbers",
    ),
    6: (
        "app/accounts/test_second_start.py::test_a_second_start_raises_the_first_and_leaves_its_sign_in_alone",
    ),
    7: (
        "app/accounts/test_first_paint.py::test_a_silent_keyring_does_not_delay_the_first_paint",
        "app/test_application.py::test_the_next_start_shows_the_boards_before_the_network_answers",
        "benchmarks/startup.py::measure",
    ),
    # Access.
    8: (
        "ui/layout/test_focus_rings.py::test_the_focus_is_visible_when_signed_in",
        "ui/layout/test_focus_rings.py::test_the_focus_is_visible_when_signed_out",
    ),
    9: (
        "ui/sign_in/test_first_run_keyboard_and_layout.py::test_the_tab_order_is_the_reading_order",
        "ui/card_panel/test_panel.py::test_tab_follows_the_reading_order_of_the_panel",
    ),
    10: (
        "ui/accessibility/test_names_and_roles.py::test_everything_has_a_name_and_a_role_when_signed_in",
        "ui/accessibility/test_names_and_roles.py::test_everything_has_a_name_and_a_role_when_signed_out",
        "ui/window/test_main_window.py::test_every_focusable_widget_has_an_accessible_name",
    ),
    11: ("ui/board/test_board_page.py::test_a_cards_accessible_text_is_complete",),
    12: ("e2e/test_screen_reader.py::test_a_card_is_added_moved_found_and_dated_by_names_alone",),
    13: (
        "ui/layout/test_contrast.py::test_all_text_is_readable_when_signed_in",
        "ui/layout/test_contrast.py::test_all_text_is_readable_when_signed_out",
        "ui/style/test_theme.py::test_text_can_be_read",
        "ui/style/test_theme.py::test_edges_can_be_seen",
        "ui/style/test_theme.py::test_a_colour_from_the_server_becomes_readable_on_a_card",
    ),
    14: (
        "ui/cards/test_dates.py::test_overdue_has_an_icon_of_its_own",
        "ui/board/test_board_page.py::test_the_tooltip_names_the_priority_of_the_flag",
        "ui/printing/test_board_printout.py::test_unsent_cards_are_marked_without_colour",
    ),
    15: (
        "ui/board/test_board_keys.py::test_a_card_moves_to_the_adjacent_column_with_the_focus",
        "ui/board/test_board_keys.py::test_m_and_a_digit_move_to_that_column",
        "ui/board/test_sorting.py::test_a_card_moves_down_and_up_with_the_focus",
        "ui/sidebar/test_favourites.py::test_arrow_keys_focus_and_move_favourites",
    ),
    16: ("ui/settings/test_page.py::test_single_keys_can_be_switched_off",),
    17: (
        "ui/board/test_server_updates.py::test_with_reduced_motion_a_card_appears_at_once",
        "ui/settings/test_page.py::test_a_theme_applies_at_once_and_is_saved",
    ),
    18: (
        "ui/accessibility/test_target_size.py::test_targets_on_every_page",
        "ui/accessibility/test_target_size.py::test_targets_on_a_board_with_an_open_card",
        "ui/accessibility/test_target_size.py::test_targets_in_palette_menu_and_toast",
        "ui/accessibility/test_target_size.py::test_targets_when_signed_out",
    ),
    # Text.
    19: (
        "ui/layout/test_input_methods.py::test_enter_commits_the_composition_first_and_saves_then",
        "ui/layout/test_input_methods.py::test_the_filter_waits_for_the_composition",
        "ui/layout/test_input_methods.py::test_letters_on_a_card_list_reach_no_input_method",
    ),
    20: (
        "ui/layout/test_right_to_left.py::test_every_widget_is_mirrored",
        "ui/layout/test_right_to_left.py::test_painted_text_starts_at_the_leading_edge",
        "ui/layout/test_right_to_left.py::test_an_arrow_key_focuses_the_column_it_points_to",
    ),
    21: (
        "ui/cards/test_title_lines.py::test_what_does_not_fit_into_three_lines_is_elided",
        "ui/board/test_board_page.py::test_the_tooltip_shows_an_elided_title_in_full_as_plain_text",
        "ui/card_panel/test_panel.py::test_the_title_has_its_complete_frame",
    ),
    22: (
        "ui/cards/test_title_lines.py::test_chinese_and_emoji_wrap_without_spaces",
        "monkey/test_monkey.py::test_five_hundred_random_actions_break_nothing",
    ),
    23: (
        "ui/cards/test_dates.py::test_a_date_is_as_short_as_possible",
        "ui/cards/test_dates.py::test_a_date_follows_the_locale",
        "ui/my_work/test_page.py::test_at_midnight_every_group_moves_on",
    ),
    24: (
        "ui/card_panel/test_description.py::test_dangerous_html_is_removed",
        "ui/card_panel/test_description.py::test_the_view_loads_nothing",
    ),
    25: ("ui/card_panel/test_description.py::test_only_allowed_schemes_open",),
    26: (
        "app/test_translation.py::test_a_counted_text_has_two_forms",
        "app/test_translation.py::test_numbers_choose_the_form",
    ),
    27: (
        "ui/layout/test_texts_fit.py::test_every_text_is_translated_and_a_longer_language_fits",
        "ui/layout/test_texts_fit.py::test_no_text_is_cut_off",
        "ui/sign_in/test_first_run_keyboard_and_layout.py::test_no_button_text_is_cut_off_in_german_in_the_smallest_window",
    ),
    # Editing.
    28: (
        "working_day/test_working_day.py::test_every_task_of_a_working_day_ends_well_in_the_steps_of_the_table",
    ),
    29: (
        "app/boards/test_service.py::test_a_comment_shows_at_once_with_its_author",
        "benchmarks/painting.py::actions",
    ),
    30: (
        "ui/card_panel/test_drafts.py::test_no_unfinished_text_is_lost_by_a_kill",
        "ui/card_panel/test_panel.py::test_a_comments_draft_is_restored",
        "ui/capture/test_capture_window.py::test_escape_keeps_the_draft_also_for_the_next_run",
    ),
    31: (
        "ui/card_panel/test_panel.py::test_updates_never_replace_text_being_typed",
        "ui/board/test_quick_add_and_rename.py::test_updates_never_replace_a_title_being_typed",
        "ui/card_panel/test_description.py::test_a_draft_survives_and_updates_do_not_change_it",
        "ui/card_panel/test_drafts.py::test_updates_never_change_unfinished_text",
    ),
    32: (
        "ui/widgets/test_toast.py::test_it_stays_under_the_pointer_and_for_at_least_eight_seconds",
        "ui/widgets/test_toast.py::test_it_stays_while_it_has_the_focus",
    ),
    33: (
        "ui/widgets/test_toast.py::test_a_command_offers_undo",
        "ui/window/test_main_window.py::test_the_menu_names_the_change_to_undo",
    ),
    34: (
        "ui/board/test_quick_add_and_rename.py::test_pasted_lines_become_cards",
        "ui/board/test_quick_add_and_rename.py::test_pasted_lines_are_one_undo_step",
        "ui/board/test_quick_add_and_rename.py::test_more_than_fifty_lines_are_asked_about",
    ),
    35: ("ui/board/test_quick_add_and_rename.py::test_a_double_enter_adds_one_card_without_a_message",),
    36: (
        "ui/board/test_quick_add_and_rename.py::test_an_empty_title_is_rejected_with_the_reason",
        "ui/card_panel/test_panel.py::test_an_empty_title_is_rejected_and_explained",
    ),
    37: (
        "ui/board/test_selection.py::test_selected_cards_move_stay_selected_and_are_undone_together",
        "ui/widgets/test_toast.py::test_one_undo_restores_several_deleted_cards",
    ),
    # Sync.
    38: (
        "ui/card_panel/test_history.py::test_a_card_says_why_it_is_unsent_until_that_is_over",
        "ui/board/test_column_model.py::test_a_change_of_one_card_resets_nothing",
        "app/messages/test_change_texts.py::test_reasons_that_block_one_change",
    ),
    39: ("ui/attention/test_page.py::test_a_rejected_change_shows_the_reason_and_keeps_the_text",),
    40: (
        "sync/test_conflicts.py::test_a_conflict_asks_the_same_after_a_restart",
        "sync/test_forbidden_board.py::test_it_is_the_same_question_after_a_restart",
    ),
    41: (
        "sync/test_initial_load.py::test_the_next_start_shows_the_same_without_a_network",
        "benchmarks/startup.py::measure",
    ),
    42: ("ui/sidebar/test_sidebar.py::test_the_first_load_shows_progress_and_opens_a_board",),
    43: (
        "ui/window/test_accounts.py::test_unsent_changes_can_be_sent_or_kept",
        "ui/window/test_accounts.py::test_an_export_that_fails_discards_nothing_and_says_why",
        "app/accounts/test_sign_out.py::test_a_sign_out_refused_for_unsent_edits_changes_nothing",
    ),
    # Scale.
    44: (
        "ui/board/test_board_keys.py::test_an_empty_column_can_have_the_focus",
        "benchmarks/painting.py::frames",
    ),
    45: (
        "ui/board/test_board_page.py::test_the_filter_finds_words_in_titles",
        "benchmarks/painting.py::frames",
    ),
    46: (
        "ui/board/test_board_page.py::test_updates_from_the_server_keep_selection_focus_and_scroll",
        "ui/navigation/test_navigator.py::test_focus_and_scroll_are_restored_at_the_next_start",
        "ui/board/test_board_page.py::test_the_open_card_is_open_again_after_a_restart",
    ),
    # System.
    47: (
        "ui/test_notifications.py::test_a_desktop_notification_opens_its_card",
        "ui/test_notifications.py::test_events_of_one_pull_are_one_notification",
        "app/notifications/test_detection.py::test_my_own_changes_raise_no_events",
    ),
    48: (
        "ui/window/test_desktop_integration.py::test_without_a_tray_closing_the_window_quits",
        "ui/window/test_desktop_integration.py::test_with_a_tray_closing_keeps_running_and_a_click_shows_the_window",
        "ui/test_tray.py::test_a_vanished_tray_shows_a_hidden_window",
    ),
    49: ("ui/board/test_board_keys.py::test_i_assigns_me_and_l_copies_the_link",),
    50: (
        "ui/printing/test_board_printout.py::test_a_long_board_continues_in_free_columns_without_cutting_cards",
        "ui/printing/test_board_printout.py::test_it_is_dark_on_white_even_from_a_dark_window",
        "ui/printing/test_board_printout.py::test_the_paper_size_is_that_of_the_country",
        "ui/printing/test_card_printout.py::test_a_long_card_continues_on_several_pages",
    ),
}


@cache
def functions(file: Path) -> frozenset[str]:
    tree = ast.parse(file.read_text(encoding="utf-8"))
    return frozenset(node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))


def test_no_number_is_missing() -> None:
    assert sorted(PROOFS) == list(range(1, 51))
    assert all(PROOFS.values())


@pytest.mark.parametrize("number", PROOFS, ids=lambda number: f"U{number}")
def test_every_proof_exists(number: int) -> None:
    assert PROOFS[number]
    for proof in PROOFS[number]:
        file, name = proof.split("::")
        assert name in functions(TESTS / file), proof
        # A benchmark proves nothing in the suite, so a test is required beside it.
        assert name.startswith("test_") or any("::test_" in other for other in PROOFS[number])
