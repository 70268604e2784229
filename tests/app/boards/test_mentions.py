"""A typed comment mentions people by "@" and their full name; nothing else becomes a mention."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kanbert_desktop.app.boards.html_text import mentioned_ids, to_html, to_text
from kanbert_desktop.app.boards.mentions import MentionablePeople
from kanbert_desktop.domain.board import Person, PersonId

LEA = Person(PersonId("7"), "Lea Sommer", "lea@a.example")
LEANDER = Person(PersonId("8"), "Lea Sommer-Nord", "ln@a.example")
WANG = Person(PersonId("9"), "王小明", "wang@a.example")
NOA = Person(PersonId("10"), "נועה לוי", "noa@a.example")
ODD = Person(PersonId('1"><b>'), "A & <B>", "odd@a.example")
PEOPLE = MentionablePeople((LEA, LEANDER, WANG, NOA, ODD))


def found(text: str, people: MentionablePeople = PEOPLE) -> list[tuple[str, Person]]:
    return [(text[slice(*one.span)], one.person) for one in people.find(text)]


@pytest.mark.parametrize(
    ("text", "mentions"),
    [
        ("@Lea Sommer, please", [("@Lea Sommer", LEA)]),
        ("Ask (@Lea Sommer) or\n@王小明你好", [("@Lea Sommer", LEA), ("@王小明", WANG)]),
        ("@Lea Sommer-Nord", [("@Lea Sommer-Nord", LEANDER)]),
        ("😀 @נועה לוי", [("@נועה לוי", NOA)]),
        ("@Lea Sommers", []),
        ("@lea sommer", []),
        ("@Lea", []),
        ("x@Lea Sommer and a.@Lea Sommer", []),
        ("@", []),
    ],
)
def test_a_full_name_behind_the_sign_is_a_mention(text: str, mentions: list[tuple[str, Person]]) -> None:
    assert found(text) == mentions


@pytest.mark.parametrize("email", ["other@a.example", ""])
def test_who_shares_a_name_is_mentioned_with_the_address(email: str) -> None:
    twin = Person(PersonId("70"), "Lea Sommer", email)
    people = MentionablePeople((LEA, twin))
    assert found("@Lea Sommer", people) == []
    for one in (LEA, twin):
        assert found(f"Hello @{people.text_of(one)}!", people)[0][1] == one


def test_an_integration_cannot_be_mentioned() -> None:
    robot = Person(PersonId("5"), "Robot", "", kind="integration")
    assert found("@Robot", MentionablePeople((robot,))) == []


def test_a_mention_is_sent_as_the_api_documents_it() -> None:
    text = "Hello @Lea Sommer & co,\nsee @A & <B>\n\nBye"
    html = to_html(text, [(one.span, one.person.id) for one in PEOPLE.find(text)])
    assert html == (
        '<p>Hello <mention data-id="7" /> &amp; co,<br>see <mention data-id="1&quot;&gt;&lt;b&gt;" /></p><p>Bye</p>'
    )
    assert mentioned_ids(html) == {"7", '1"><b>'}


@given(
    st.lists(
        st.sampled_from(["@Lea Sommer", "@王小明", "@A & <B>", "x", "\n", "\n\n", "&", "<b>", " ", "😀"])
    )
)
def test_a_comment_reads_as_it_was_typed(parts: list[str]) -> None:
    text = "".join(parts)
    names = {one.id: one.name for one in (LEA, LEANDER, WANG, NOA, ODD)}
    html = to_html(text, [(one.span, one.person.id) for one in PEOPLE.find(text)])
    assert to_text(html, names.__getitem__).split() == text.split()
