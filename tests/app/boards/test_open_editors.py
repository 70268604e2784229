"""One place has one editor: the second one makes the first save and close."""

from kanbert_desktop.app.boards.open_editors import OpenEditors


def test_the_second_editor_of_a_place_makes_the_first_give_up() -> None:
    editors, given_up = OpenEditors(), []
    assert not editors.take("card:1", "a", "window 1", lambda: given_up.append("a"))
    assert not editors.take("card:2", "b", "window 2", lambda: given_up.append("b"))
    assert editors.take("card:1", "b", "window 2", lambda: given_up.append("b1"))
    assert given_up == ["a"]


def test_another_page_of_the_same_window_gives_up_without_a_word() -> None:
    editors, given_up = OpenEditors(), []
    editors.take("card:1", "board", "window", lambda: given_up.append("board"))
    assert not editors.take("card:1", "my work", "window", list)
    assert given_up == ["board"]


def test_opening_it_again_in_the_same_place_is_nothing_new() -> None:
    editors, given_up = OpenEditors(), []
    for _ in range(2):
        assert not editors.take("card:1", "a", "window", lambda: given_up.append("a"))
    assert given_up == []


def test_a_window_that_is_gone_is_not_asked() -> None:
    editors, given_up = OpenEditors(), []
    editors.take("card:1", "a", "window 1", lambda: given_up.append("a"))
    editors.forget("window 1")
    assert not editors.take("card:1", "b", "window 2", list)
    assert given_up == []
