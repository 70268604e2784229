"""Every rule number and page named in a comment, and every link, file and name in a page, leads somewhere."""

import ast
import io
import re
import tokenize
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "kanbert_desktop"
PAGES_OF_RULES = {
    "D": "kanbert_desktop/sync/RULES.md",
    "I": "kanbert_desktop/sync/RULES.md",
    "S": "kanbert_desktop/identity/RULES.md",
    "T": "tests/README.md",
}
NUMBERS = {"D": 49, "I": 12, "S": 49}
RULE = re.compile(r"(?<![\w`.-])([DIST][1-9]\d?)(?![\w`-])")
DEFINED_RULE = re.compile(r"^(?:\| *|#{2,4} )\**([DIST][1-9]\d?)\**(?: *\|| )", re.MULTILINE)
# A rule of the user interface's checklist: only the test that proves the checklist may name one.
CHECKLIST_RULE = re.compile(r"(?<![\w`.-])U[1-9]\d?(?![\w`-])")
CHECKLIST = "tests/ui/test_checklist.py"
PAGE = re.compile(r"(?<![\w/.-])((?:[\w.-]+/)*[\w.-]+\.md)\b(?: (\d(?:\.\d)?)(?!\w)|, \"([^\"]+)\")?")
LINK = re.compile(r"\]\(([^()\s]+)\)|(?:src|href)=\"([^\"]+)\"")
CODE = re.compile(r"`([^`\n]+)`")


class Mention(NamedTuple):
    """`section` is the number or the heading after a page's name, or empty."""

    path: str
    line: int
    name: str
    section: str = ""

    def __str__(self) -> str:
        return f"{self.path}:{self.line} names {' '.join(filter(None, (self.name, self.section)))}"


def shown(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def tracked(pattern: str) -> list[Path]:
    folders = [ROOT / name for name in ("kanbert_desktop", "packaging", "tests", ".github", "resources")]
    found = {path for folder in folders for path in folder.rglob(pattern)} | set(ROOT.glob(pattern))
    return sorted(path for path in found if path.is_file() and "node_modules" not in path.parts)


def comments(source: str) -> Iterator[tuple[int, str]]:
    """Line and text of each comment and docstring, those below constants and attributes included."""
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type == tokenize.COMMENT:
            yield token.start[0], token.string
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Expr(value=ast.Constant(value=str(text))):
                for number, line in enumerate(text.splitlines()):
                    yield node.lineno + number, line


@cache
def commented() -> tuple[tuple[str, int, str], ...]:
    """Of the files that name a rule or a page anywhere: telling comments from code takes its time."""
    return tuple(
        (shown(path), line, text)
        for folder in ("kanbert_desktop", "packaging", "tests")
        for path in sorted((ROOT / folder).rglob("*.py"))
        if any(pattern.search(source := path.read_text()) for pattern in (RULE, CHECKLIST_RULE, PAGE))
        for line, text in comments(source)
    )


def rules_in(page: str) -> list[str]:
    return DEFINED_RULE.findall((ROOT / page).read_text())


def pages() -> list[Path]:
    return tracked("*.md")


def prose(page: Path) -> str:
    """A page without its code blocks, lines kept."""
    return re.sub(r"```.*?```", lambda block: "\n" * block[0].count("\n"), page.read_text(), flags=re.DOTALL)


def page_named(name: str, beside: Path) -> Path | None:
    """The page a comment means: nearest above it, or the only one in the repository whose path ends so."""
    for folder in (beside, *beside.parents):
        if (folder / name).is_file():
            return folder / name
        if folder == ROOT:
            break
    found = [page for page in pages() if shown(page) == name or shown(page).endswith(f"/{name}")]
    return found[0] if len(found) == 1 else None


def anchors(page: Path) -> set[str]:
    """As the forge makes them: lower case, punctuation gone, blanks become hyphens, repeats are counted."""
    seen: dict[str, int] = {}
    made = set()
    for heading in re.findall(r"^#+ (.+)$", prose(page), re.MULTILINE):
        anchor = re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")
        made.add(f"{anchor}-{seen[anchor]}" if anchor in seen else anchor)
        seen[anchor] = seen.get(anchor, 0) + 1
    return made


@pytest.mark.parametrize(("letter", "last"), NUMBERS.items())
def test_every_rule_is_defined_once(letter: str, last: int) -> None:
    defined = [rule for rule in rules_in(PAGES_OF_RULES[letter]) if rule.startswith(letter)]
    assert defined == [f"{letter}{number}" for number in range(1, last + 1)]


def test_every_rule_names_a_test_that_exists() -> None:
    rows = [
        (page, line)
        for page in sorted(set(PAGES_OF_RULES.values()) - {"tests/README.md"})
        for line in (ROOT / page).read_text().splitlines()
        if DEFINED_RULE.match(line)
    ]
    named = {(page, line.split(" |")[0]): re.findall(r"`([\w/]+\.py)`", line) for page, line in rows}
    assert rows
    assert not [row for row, files in named.items() if not files]
    assert not [
        f"{page}: {file}"
        for (page, _), files in named.items()
        for file in files
        if not (ROOT / "tests" / file).is_file()
    ]


def test_every_rule_named_in_a_comment_is_defined() -> None:
    defined = {rule for page in set(PAGES_OF_RULES.values()) for rule in rules_in(page)}
    named = [Mention(path, line, rule) for path, line, text in commented() for rule in RULE.findall(text)]
    assert named
    assert not [str(one) for one in named if one.name not in defined]


def test_the_checklist_alone_names_its_points() -> None:
    """Elsewhere the rule is stated in words: the checklist has no page."""
    named = [
        Mention(path, line, rule)
        for path, line, text in commented()
        for rule in CHECKLIST_RULE.findall(text)
        if path not in {CHECKLIST, shown(Path(__file__))}
    ]
    assert not [str(one) for one in named]


def test_every_page_named_in_a_comment_is_in_the_repository() -> None:
    named = [
        Mention(path, line, name, number or heading)
        for path, line, text in commented()
        for name, number, heading in PAGE.findall(text)
    ]
    astray = []
    for one in named:
        page = page_named(one.name, (ROOT / one.path).parent)
        if page is None or (one.section and not has_section(page, one.section)):
            astray.append(str(one))
    assert named
    assert not astray


def has_section(page: Path, section: str) -> bool:
    """A heading, by its number or its text, or a table's row that begins with the number."""
    end = r"\b" if section[0].isdigit() else r"$"
    return bool(re.search(rf"^(?:#+|\|) {re.escape(section)}{end}", page.read_text(), re.MULTILINE))


@pytest.mark.parametrize("page", pages(), ids=shown)
def test_every_link_of_a_page_leads_somewhere(page: Path) -> None:
    targets = [first or second for first, second in LINK.findall(prose(page))]
    local = [target for target in targets if not re.match(r"[a-z]+:", target)]
    broken = []
    for target in local:
        name, _, anchor = target.partition("#")
        file = (page.parent / name).resolve() if name else page
        if not file.exists() or (anchor and file.suffix == ".md" and anchor not in anchors(file)):
            broken.append(target)
    assert not broken


@cache
def defined_names() -> frozenset[str]:
    return frozenset(
        name
        for folder in (PACKAGE, ROOT / "tests", ROOT / "packaging")
        for path in folder.rglob("*.py")
        for name in re.findall(r"^ *(?:class|def|async def) (\w+)", path.read_text(), re.MULTILINE)
    )


def is_module(dotted: str) -> bool:
    """A module or package of the program, or a name that its last part defines in one."""
    path = PACKAGE / dotted.replace(".", "/")
    if path.is_dir() or path.with_suffix(".py").is_file():
        return True
    module, _, name = dotted.rpartition(".")
    file = PACKAGE / f"{module.replace('.', '/')}.py"
    return file.is_file() and re.search(rf"\b{re.escape(name)}\b", file.read_text()) is not None


def exists(name: str, page: Path) -> bool:
    """A file named from the page, the root, the package or the tests; `*` stands for any."""
    return any(next(base.glob(name), None) for base in (page.parent, ROOT, PACKAGE, ROOT / "tests"))


@pytest.mark.parametrize("page", pages(), ids=shown)
def test_every_file_module_and_class_that_a_page_names_exists(page: Path) -> None:
    packages = "|".join(path.name for path in PACKAGE.iterdir() if (path / "__init__.py").is_file())
    astray = []
    for code in CODE.findall(prose(page)):
        if re.fullmatch(rf"({packages})(\.\w+)+", code):
            found = is_module(code)
        elif re.fullmatch(r"([\w.*-]+/)+[\w*-]+\.(py|md|toml|patch|ts|qss|yml)", code):
            found = exists(code, page)
        elif re.fullmatch(r"[A-Z][a-z]+([A-Z]\w+)+", code):
            found = code in defined_names()
        else:
            continue
        if not found:
            astray.append(code)
    assert not astray


IMPORTED_AS = re.compile(r"\bimport (kanbert_desktop[\w.]*) as (\w+)")


def code_strings(path: Path) -> Iterator[tuple[int, str]]:
    """Line and text of each string that holds code for a child process; a gap in an f-string becomes `0`."""
    source = path.read_text("utf-8")
    if not re.search(r"\bimport\W+kanbert_desktop", source):
        return
    for node in ast.walk(ast.parse(source)):
        parts = node.values if isinstance(node, ast.JoinedStr) else [node]
        texts = [part.value if isinstance(part, ast.Constant) else "0" for part in parts]
        text = "".join(one for one in texts if isinstance(one, str))
        if isinstance(node, ast.JoinedStr | ast.Constant) and IMPORTED_AS.search(text):
            yield node.lineno, text


def unknown_names(text: str) -> list[str]:
    """The attributes of imported modules that do not exist: setting one would patch nothing."""
    return [
        f"{module}.{name}"
        for module, alias in IMPORTED_AS.findall(text)
        for name in re.findall(rf"(?<![\w.]){alias}\.(\w+)", text)
        if not hasattr(import_module(module), name)
    ]


def test_code_for_child_processes_names_what_exists() -> None:
    found = [
        (shown(path), line, text)
        for path in tracked("*.py")
        if path.is_relative_to(ROOT / "tests")
        for line, text in code_strings(path)
    ]
    assert found, "nothing was looked at"
    unknown = [f"{place}:{line} sets {name}" for place, line, text in found for name in unknown_names(text)]
    assert not unknown


def test_a_name_that_does_not_exist_is_noticed() -> None:
    # A gap, so that this test is not code for a child process itself.
    module = "kanbert_desktop.cli.handover"
    code = f"import {module} as t; t.WAIT_SECONDS, t.PAUSE_SECONDS = 0.5, 0.1"
    assert unknown_names(code) == [f"{module}.PAUSE_SECONDS"]
