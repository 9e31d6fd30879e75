"""Writes the published JSON Schemas anew from the code: ``python -m tools.schemas``."""

from __future__ import annotations

from pathlib import Path

from icbl_desktop.formats import bundle_json_schemas, report_data

FOLDER = Path(__file__).parents[1] / "docs" / "schema"


def main() -> None:
    """All schemas, each a file."""
    schemas = bundle_json_schemas.json_schemas() | {"report.schema.json": report_data.json_schema()}
    for name, content in schemas.items():
        (FOLDER / name).write_bytes(content)


if __name__ == "__main__":
    main()
