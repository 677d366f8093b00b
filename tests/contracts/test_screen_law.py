"""The twelve constraints that every public screen lives under, each with the tests that hold it."""

from __future__ import annotations

from pathlib import Path

import pytest

LAW = {
    "1 ES5, classic scripts, no modules, no fetch": [
        "browser/test_player_files.py::test_scripts_are_es5",
    ],
    "2 styles that old browsers know, absolute boxes, black at once": [
        "browser/test_player_files.py::test_styles_use_nothing_that_old_browsers_lack",
        "browser/test_slides.py::test_no_text_is_cut_overlaps_is_faint_or_lacks_its_font",
    ],
    "3 file:// and http:// alike, nothing from outside the folder, no sound": [
        "browser/test_player.py::test_it_plays_from_a_file_and_over_http_and_asks_for_nothing_else",
        "render/test_screens.py::test_the_folder_holds_all_it_needs_and_names_nothing_outside",
    ],
    "4 never black, never stuck, the last good one": [
        "browser/test_player_faults.py::test_a_picture_that_is_not_right_gives_its_time_to_the_evergreen_slide",
        "browser/test_player_faults.py::test_a_video_that_stalls_is_given_up",
        "browser/test_player_faults.py::test_a_slide_that_throws_is_skipped_and_noted",
        "browser/test_player_faults.py::test_a_torn_slot_leaves_the_other_and_two_leave_the_slide_in_the_page",
        "browser/test_player_cuts.py::test_a_release_copied_half_over_another_shows_one_slide_of_one_of_them",
    ],
    "5 China's time, from and until kept by the player, stateless": [
        "browser/test_player.py::test_two_players_started_37_seconds_apart_show_the_same_slide",
        "browser/test_player.py::test_a_clock_that_cannot_be_right_shows_what_has_no_time_and_a_mark",
        "browser/test_timetable.py::test_player_and_model_agree_on_every_minute",
        "browser/test_recurring.py::test_months_after_the_build_every_series_says_its_next_date",
    ],
    "6 a fixed pool of nodes, memory that does not grow": [
        "browser/test_player.py::test_nodes_do_not_pile_up_and_one_slide_is_always_visible",
        "browser/test_player_soak.py::test_days_on_end_leave_memory_and_nodes_as_they_were_and_every_slide_its_turn",
        "browser/test_player.py::test_it_reloads_at_a_boundary_after_six_hours",
    ],
    "7 paged or an error, names whole": [
        "render/test_screens.py::test_names_are_paged_and_none_is_lost",
        "render/test_screens.py::test_what_fits_nowhere_names_entry_screen_and_room",
    ],
    "8 a missing glyph is an error": [
        "render/test_screens.py::test_a_character_no_font_has_is_an_error_at_its_entry",
    ],
    "9 alerts end, and play alone": [
        "render/test_screens.py::test_an_urgent_notice_without_end_is_not_shown",
        "browser/test_player.py::test_the_highest_level_plays_alone_and_hours_are_those_of_china",
    ],
    "10 versions that only grow, expiry, keys, signatures": [
        "browser/test_player_updates.py::test_a_newer_release_takes_over_at_a_slides_end_without_a_reload",
        "browser/test_player_updates.py::test_what_is_not_rightly_signed_and_whole_is_refused",
        "browser/test_player_updates.py::test_an_expired_release_is_refused",
        "browser/test_player_faults.py::test_an_older_release_than_the_last_one_seen_does_not_play",
    ],
    "11 sticks that senders read": [
        "browser/test_export.py::test_names_on_a_stick_are_safe_and_its_sums_are_right",
        "browser/test_export.py::test_the_video_is_what_senders_play",
    ],
    "12 a code in the corner": [
        "render/test_screens.py::test_the_corner_number_changes_with_the_content",
        "browser/test_export.py::test_the_sheet_holds_what_is_signed",
    ],
}


@pytest.mark.parametrize("law", LAW)
def test_each_constraint_has_its_tests(repository: Path, law: str) -> None:
    for test in LAW[law]:
        file, _, name = test.partition("::")
        assert f"def {name}(" in (repository / "tests" / file).read_text(encoding="utf-8"), test
