"""How the reports of ``demo --world`` reach the office: in any order, some twice, some broken, some never."""

from __future__ import annotations

import shutil
import zlib
from collections.abc import Sequence
from pathlib import Path
from random import Random

from icbl_desktop.commands.demo_world.campaign import Player
from icbl_desktop.domain.report_order import ReportOrder
from icbl_desktop.files import write_whole
from icbl_desktop.services import reports

_FOLDERS = ("forwarded", "mailbox", "mailbox/to be read", "memory stick/reports")
_TWICE, _RENAMED = 0.12, 0.4
"""How likely a file comes twice, and under another name."""


def deliver(players: Sequence[Player], folder: Path, chance: Random) -> int:
    """Put the files of all reports that were not withheld below ``folder``; say how many files there are."""
    arriving = [one for player in players for one in player.sent if one.digest not in player.withheld]
    files = [file for one in arriving for file in one.files]
    files += [file for file in files if chance.random() < _TWICE]
    chance.shuffle(files)
    for number, file in enumerate(files):
        target = folder / chance.choice(_FOLDERS)
        target.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(file, _free(target, _name(file, number, chance)))
    return len(files)


def deliver_damaged(player: Player, folder: Path, chance: Random) -> int:
    """Three files more that are of no use: cut off, with a wrong byte, printed without its data."""
    whole = [file for one in player.sent for file in one.files if file.suffix == ".pdf"]
    first, second = (file.read_bytes() for file in (whole[0], whole[-1]))
    target = folder / "mailbox"
    write_whole(target / "Report (download).pdf", first[: len(first) * 2 // 3])
    write_whole(target / "Report from the old disk.pdf", with_wrong_byte(second, chance))
    printed = reports.preview(player.app.db, player.folders, ReportOrder(period=player.sent[-1].period)).pdf
    write_whole(target / "Scan of our report.pdf", printed)
    return 3


def with_wrong_byte(pdf: bytes, chance: Random) -> bytes:
    """The report with one byte of its data changed, as a bad disk does."""
    begin, end = _data(pdf)
    place = chance.randrange(begin + 100, end - 100)
    return pdf[:place] + bytes([pdf[place] ^ 0x20]) + pdf[place + 1 :]


def _data(pdf: bytes) -> tuple[int, int]:
    """Where report.json lies packed in the PDF, from its first byte to the one after its last."""
    place = 0
    while (place := pdf.find(b"stream\n", place)) >= 0:
        begin = place = place + len(b"stream\n")
        packed = zlib.decompressobj()
        try:
            if packed.decompress(pdf[begin:]).startswith(b"{"):
                return begin, len(pdf) - len(packed.unused_data)
        except zlib.error:
            continue
    raise LookupError("report.json")


def _name(file: Path, number: int, chance: Random) -> str:
    if chance.random() > _RENAMED:
        return file.name
    endings = ".pdf.age" if file.name.endswith(".pdf.age") else file.suffix
    name = chance.choice((f"scan{number:03}", f"our report, final {number}", f"report{number}"))
    return name + endings


def _free(folder: Path, name: str) -> Path:
    """A path in the folder that no file has yet."""
    stem, dot, endings = name.partition(".")
    path, number = folder / name, 0
    while path.exists():
        number += 1
        path = folder / f"{stem} ({number}){dot}{endings}"
    return path
