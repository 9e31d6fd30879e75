"""All sheets of the plan workbook that are read, in their order."""

from __future__ import annotations

from icbl_desktop.formats.workbook_extra_sheets import EXTRA_SHEETS
from icbl_desktop.formats.workbook_plan_sheets import PLAN_SHEETS

SHEETS = (*PLAN_SHEETS, *EXTRA_SHEETS)
