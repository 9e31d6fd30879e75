"""The sheets of the workbook that hold what goes along with the plan: alerts, toolkit, country facts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from icbl_desktop.domain.countries import State
from icbl_desktop.domain.extras_rules import AFFECTED, CLEARANCE, HOW
from icbl_desktop.domain.plan_extras import Alert, ToolkitDocument
from icbl_desktop.domain.vocabulary import Treaty, TreatyStatus
from icbl_desktop.domain.words import TREATIES
from icbl_desktop.formats.workbook_columns import (
    EXAMPLE,
    Column,
    Kind,
    Sheet,
    a_date,
    a_label,
    a_text,
    a_word,
    an_id,
    objectives,
)
from icbl_desktop.formats.workbook_titles import LANGUAGES

ALERTS = Sheet(
    "alerts",
    "alerts",
    Alert,
    (
        an_id(),
        a_label("title", "What it is about.", "Cluster munitions were used in a state that has joined"),
        Column("asked", "asked", Kind.TEXT, "What campaigns are asked to do.",
               "Write to your ministry of foreign affairs before the week is over.", width=70),
        a_date("start", "From when.", date(2018, 9, 3)),
        a_date("end", "Until when, if it ends.", date(2018, 9, 14), blank=None),
        objectives(),
        Column("states", "states", Kind.STATES, "Whom it is for; empty: for all.", "KHM, LAO", (), width=24),
    ),
)  # fmt: skip

TOOLKIT = Sheet(
    "toolkit",
    "toolkit",
    ToolkitDocument,
    (
        Column("file", "file", Kind.FILE, "The name of the file.", EXAMPLE, width=28),
        a_label("title", "What people read in the list.", "Model letter to a minister"),
        Column("language", "language", Kind.LANGUAGE, "The language it is written in.", "fr",
               words=tuple(LANGUAGES)),
        objectives(),
        a_text("note", "More, if needed.", "Fill in the places in brackets.", 50),
    ),
)  # fmt: skip


def _under(treaty: Treaty, joined: date, in_force: date, deadline: date) -> tuple[Column, ...]:
    """A state's facts under one treaty: the columns ``mbt_status``..., their fields "mbt.status"..."""
    standing = (
        a_word("status", TreatyStatus, "where the state stands; only other areas have none.",
               TreatyStatus.STATE_PARTY, blank=None),
        a_date("signed", "when it signed.", None, blank=None),
        a_date("joined", "when it joined.", joined, blank=None),
        a_word("how", HOW, "how it joined.", HOW[0], blank=""),
        a_date("in_force", "since when it is in force for the state.", in_force, blank=None),
        a_date("withdrawn", "when the state's withdrawal took effect.", None, blank=None),
    )  # fmt: skip
    clearance = (
        a_word("affected", AFFECTED, "whether land is still to be cleared.", AFFECTED[0], blank=None),
        a_date("deadline", "until when it is to be cleared.", deadline, blank=None),
        a_text("as_of", "the year or month of the source, 2020 or 2024-02.", "2024-02"),
    )
    code, name, article = treaty.lower(), TREATIES[treaty], CLEARANCE[treaty]
    return (
        *(_named(column, code, f"{code}.", name) for column in standing),
        *(
            _named(column, f"{code}_article_{article}", f"{code}.clearance.", f"{name} Article {article}")
            for column in clearance
        ),
    )


def _named(column: Column, prefix: str, path: str, about: str) -> Column:
    return replace(
        column,
        name=f"{prefix}_{column.name}",
        field=f"{path}{column.field}",
        note=f"{about}: {column.note}",
    )


COUNTRIES = Sheet(
    "countries",
    "countries.states",
    State,
    (
        Column("state", "iso3", Kind.STATE, "A row replaces all that the program knows of the state.",
               EXAMPLE, width=24),
        *_under(Treaty.MBT, date(1999, 7, 28), date(2000, 1, 1), date(2025, 12, 31)),
        *_under(Treaty.CCM, date(2018, 2, 1), date(2018, 8, 1), date(2028, 8, 1)),
        a_text("note", "More, if needed.", "", 50),
        a_date("as_of", "The day of these facts, the same in all rows.", date(2026, 2, 3)),
    ),
)  # fmt: skip

EXTRA_SHEETS = (ALERTS, TOOLKIT, COUNTRIES)
