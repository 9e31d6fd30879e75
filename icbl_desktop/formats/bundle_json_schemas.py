"""The published JSON Schemas of a bundle's files, made from the code that reads them."""

from __future__ import annotations

import inspect
from typing import Any

import msgspec

from icbl_desktop.domain import extras_rules, plan_rules
from icbl_desktop.domain.key_list import KeyList
from icbl_desktop.domain.plan import Plan
from icbl_desktop.domain.vocabulary import Treaty, TreatyStatus
from icbl_desktop.formats import bundle_parts, receipts, receipts_file, typed_json
from icbl_desktop.formats.bundle_schema import BUNDLE_FORMAT, PLAN_FORMAT, Manifest
from icbl_desktop.formats.countries_json import COUNTRIES_FORMAT, CountriesFile
from icbl_desktop.formats.key_lists import KEYS_FORMAT


def json_schemas() -> dict[str, bytes]:
    """All of them by file name."""
    schemas = {
        "manifest": _schema(Manifest, BUNDLE_FORMAT),
        "plan": _plan(),
        "keys": _schema(KeyList, KEYS_FORMAT),
        "alerts": _schema(bundle_parts.AlertsFile, bundle_parts.ALERTS_FORMAT),
        "toolkit": _schema(bundle_parts.ToolkitFile, bundle_parts.TOOLKIT_FORMAT),
        "titles": _schema(bundle_parts.TitlesFile, bundle_parts.TITLES_FORMAT),
        "countries": _countries(),
        "receipts": _schema(receipts.ReceiptsFile, receipts.FORMAT),
        "receipts-manifest": _schema(receipts_file.Manifest, receipts_file.FORMAT),
    }
    return {f"{name}.schema.json": typed_json.write(schema) for name, schema in schemas.items()}


def _plan() -> dict[str, Any]:
    """A plan's, with the closed lists of words."""
    schema = _schema(Plan, PLAN_FORMAT)
    properties = schema["$defs"]["Plan"]["properties"]
    properties["kind"]["enum"] = list(plan_rules.PLAN_KINDS)
    properties["treaties"]["items"]["enum"] = [*Treaty]
    for section, fields in plan_rules.CODES.items():
        entry = schema["$defs"][properties[section]["items"]["$ref"].rpartition("/")[2]]["properties"]
        for field, words in fields.items():
            entry[field]["enum"] = [*words, None] if field == "treaty" else [*words]
    return schema


def _countries() -> dict[str, Any]:
    """The country facts', with the closed lists of words."""
    schema = _schema(CountriesFile, COUNTRIES_FORMAT)
    standing, deadline = (schema["$defs"][name]["properties"] for name in ("StandingPart", "DeadlinePart"))
    standing["status"]["enum"] = [*TreatyStatus]
    standing["how"]["enum"] = [*extras_rules.HOW, None]
    deadline["treaty"]["enum"] = [*extras_rules.CLEARANCE]
    deadline["article"]["enum"] = [*extras_rules.CLEARANCE.values()]
    deadline["affected"]["enum"] = [*extras_rules.AFFECTED]
    return schema


def _schema(kind: type, format_name: str) -> dict[str, Any]:
    """The library's schema of a dataclass, with its dialect, format and version said."""
    schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", **msgspec.json.schema(kind)}
    for definition in schema["$defs"].values():
        definition["description"] = inspect.cleandoc(definition["description"])
    properties = schema["$defs"][kind.__name__]["properties"]
    properties["format"]["const"] = format_name
    properties["version"]["pattern"] = rf"^{typed_json.MAJOR}\.[0-9]+$"
    return schema
