"""`export`: a board for other programs, on standard output or in a file."""

from pathlib import Path

from kanbert_desktop.app.boards.export import export_board, write_file
from kanbert_desktop.app.translation import tr
from kanbert_desktop.cli.call import Call


async def export(call: Call) -> None:
    """With `--json` and CSV for standard output, the document holds the CSV as `content`."""
    words, output = call.words, call.output
    exported = export_board(call.desk, words.board, words.format)
    if words.output is not None:
        path = write_file(Path(words.output), exported.text)
        document: dict[str, object] = {"exported": exported.cards, "file": str(path)}
        output.document(document, [tr("Exported to “{file}”: %n card(s).", exported.cards, file=path)])
    elif output.as_json and words.format == "csv":
        output.document({"exported": exported.cards, "file": None, "content": exported.text}, ())
    else:
        output.text(exported.text)
