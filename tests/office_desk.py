"""What a person at the office does in tests: add files, confirm keys."""

from __future__ import annotations

from pathlib import Path

from icbl_desktop.services.office import arriving, campaigns
from icbl_desktop.services.office.arriving import Added
from icbl_desktop.store.office import OfficeStore
from tests.office_reports import Made

REVIEWER = "Firoz"


def deliver(store: OfficeStore, folder: Path, *reports: Made) -> Added:
    """Put these reports into the inbox, each in a file of the folder."""
    return arriving.add(store, [one.put(folder) for one in reports], REVIEWER)


def confirm_all(store: OfficeStore) -> None:
    """Confirm every key that nobody confirmed yet."""
    for stream in campaigns.unknown(store):
        campaigns.confirm(store, stream.id, stream.key, REVIEWER)
