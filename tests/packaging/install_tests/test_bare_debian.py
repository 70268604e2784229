"""How a bare Debian learns where packages come from."""

from install_tests.bare_debian import sources_of

ASKED = [
    "http://deb.example.org/debian trixie main",
    "http://deb.example.org/security trixie-security main",
    "file:/srv/own $(CODENAME) $(COMPONENT)",
]


def test_only_what_the_network_serves_reaches_into_the_bare_root() -> None:
    assert sources_of(ASKED) == [
        ("http://deb.example.org/debian", "trixie", "main"),
        ("http://deb.example.org/security", "trixie-security", "main"),
    ]
