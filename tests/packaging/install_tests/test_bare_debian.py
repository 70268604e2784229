"""Package sources of the minimal Debian."""

from install_tests.bare_debian import sources_of

ASKED = [
    "http://deb.example.org/debian trixie main",
    "http://deb.example.org/security trixie-security main",
    "file:/srv/own $(CODENAME) $(COMPONENT)",
]


def test_only_network_sources_are_used_inside() -> None:
    assert sources_of(ASKED) == [
        ("http://deb.example.org/debian", "trixie", "main"),
        ("http://deb.example.org/security", "trixie-security", "main"),
    ]
