"""Makes the tables from which verbs translate, one beside each catalogue: `python -m devtools.translation_tables FOLDER`."""

import sys
from pathlib import Path


def write_tables(catalogues: Path, target: Path) -> list[Path]:
    """Writes a table for each catalogue of a folder into `target` and returns their paths."""
    from kanbert_desktop.app.translation import TABLE_SUFFIX, table_of  # noqa: PLC0415  only while building

    written = []
    for catalogue in sorted(catalogues.glob("*.ts")):
        table = target / f"{catalogue.stem}{TABLE_SUFFIX}"
        table.write_bytes(table_of(catalogue))
        written.append(table)
    return written


if __name__ == "__main__":
    write_tables(Path(sys.argv[1]), Path(sys.argv[1]))
