"""Texts that others wrote to mislead whoever reads them: in the terminal, in lists, in tooltips."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest

from icbl_desktop.cli import main
from icbl_desktop.domain.plain_text import one_line, plain
from icbl_desktop.errors import UserError
from icbl_desktop.services.office import arriving, campaigns, received
from icbl_desktop.store.office import OfficeStore
from tests.office_counting import spots, titles
from tests.office_reports import KHM, Sender

FOUL = "\x1b]0;owned\x07\x1b[2J\u202eEvil\u2066 \r\n0.pdf: accepted.\x9b1m"
SENDER = Sender("foul", organisation=FOUL)


def test_what_controls_a_terminal_is_replaced_and_every_script_stays() -> None:
    assert plain("a\tb\nc\x1b[31m\u202ed\r") == "a\tb\nc\ufffd[31m\ufffdd\ufffd"
    for text in ("ក្រុម យុទ្ធនាការ", "حملة حظر الألغام", "می\u200cخواهم", "ক্যাম্পেইন"):
        assert plain(text) == one_line(text, 100) == text
    assert one_line(" a \n b\u2028\x00c ", 100) == "a b c"
    assert one_line("abc", 2) == "ab"


def test_no_report_moves_the_terminals_cursor(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    SENDER.report(1, SENDER.activity(1, title=FOUL)).put(tmp_path / "came")
    (tmp_path / "came" / "n\x1b[31m.pdf").write_bytes(b"no report")
    words = ["--data-dir", str(tmp_path / "ws"), "inbox"]
    main([*words, "add", str(tmp_path / "came"), "--by", "Ana"])
    main([*words, "keys"])
    main([*words, "list"])
    main([*words, "show", "1"])
    main([*words, "needs"])
    out, err = capfd.readouterr()
    assert "Evil" in out
    assert not set("\x1b\x07\x9b\r\u202e\u2066") & set(out + err)
    assert not [line for line in out.splitlines() if line.startswith("0.pdf")]


def test_what_is_no_state_has_no_row_and_a_long_name_is_cut(
    office_store: OfficeStore, tmp_path: Path
) -> None:
    odd = replace(SENDER, states=("x" * 5000, "<b>", "KHM"), organisation="N" * 90_000)
    made = odd.report(1, odd.activity(1), grant_id="g" * 90_000, iso3="i" * 90_000)
    arriving.add(office_store, [made.put(tmp_path)], "Ana")
    campaigns.confirm(office_store, odd.stream, odd.key_line, "Ana")
    assert spots(office_store) == {("1A", "KHM", "foul-a1")}
    told = received.get(office_store, made.digest)
    assert (told.organisation, told.states) == ("N" * 300, ("KHM",))


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has no pipes with names")
def test_a_pipe_and_a_circle_of_folders_hold_nothing_up(sqlite_office: OfficeStore, tmp_path: Path) -> None:
    folder = tmp_path / "came"
    KHM.report(1, KHM.activity(1)).put(folder)
    os.mkfifo(folder / "pipe.pdf")
    (folder / "round").symlink_to(folder)
    (folder / "nothing.pdf").symlink_to(folder / "gone")
    assert len(arriving.add(sqlite_office, [folder], "Ana").results) == 1
    with pytest.raises(UserError, match="no file or folder"):
        arriving.add(sqlite_office, [folder / "pipe.pdf"], "Ana")
    assert titles(sqlite_office) == []
