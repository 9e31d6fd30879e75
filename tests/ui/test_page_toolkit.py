"""The toolkit: documents found by objective and language, opened from a copy or saved."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from icbl_desktop.app import App
from icbl_desktop.domain.plan_extras import Extras, ToolkitDocument
from icbl_desktop.ui.kit.language_names import language_name
from icbl_desktop.ui.pages.toolkit import ToolkitPage
from tests import rich_bundle
from tests.ui.on_screen import OnScreen, answer

LETTER = ToolkitDocument("letter-fr.docx", "Lettre au ministre", "fr", ("1A", "2B"), "Fill in the name.")
POSTER = ToolkitDocument("poster.pdf", "Poster for 4 April", "km")
VIEWER = ToolkitDocument("viewer.exe", "Map viewer", "en", ("2B",))
CONTENT = {LETTER.file: b"a letter", POSTER.file: b"a poster", VIEWER.file: b"MZ"}


@pytest.fixture
def show(app: App, qtbot: QtBot) -> Iterator[Callable[[], OnScreen]]:
    opened: list[OnScreen] = []

    def show() -> OnScreen:
        opened.append(OnScreen(app, qtbot, ToolkitPage))
        return opened[-1]

    yield show
    for one in opened:
        one.close()


@pytest.fixture
def page(app: App, show: Callable[[], OnScreen]) -> OnScreen:
    """The page under a plan that came with three documents."""
    rich_bundle.take_in(app, Extras(toolkit=(LETTER, POSTER, VIEWER)), CONTENT)
    opened = show()
    opened.wait_for("Map viewer")
    return opened


class Viewer(QObject):
    """Stands in for the system's programs: remembers what it was given to open."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[Path] = []

    @Slot(QUrl)
    def take(self, url: QUrl) -> None:
        self.opened.append(Path(url.toLocalFile()))


@pytest.fixture
def viewer() -> Iterator[Viewer]:
    made = Viewer()
    QDesktopServices.setUrlHandler("file", made, "take")  # type: ignore[arg-type]  # the stub is wrong
    yield made
    QDesktopServices.unsetUrlHandler("file")


def choose(monkeypatch: pytest.MonkeyPatch, place: Path) -> None:
    """The person's choice in the system's dialog."""
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args, **_kwargs: (str(place), ""))


def test_without_documents_the_page_says_what_it_is_for(show: Callable[[], OnScreen]) -> None:
    page = show()
    page.wait_for("No documents came with this plan")
    page.press("See plan updates")
    assert page.went[-1].page == "plan_updates"


def test_documents_stand_under_their_objectives(page: OnScreen) -> None:
    words = page.read()
    assert words.count("Lettre au ministre") == 2
    assert "1A  At least 130 States Parties to the Convention on Cluster Munitions by 2020" in words
    assert "For any objective" in words
    assert "Français · 1A, 2B" in words
    assert "Fill in the name." in words


def test_objective_and_language_narrow_the_list(page: OnScreen) -> None:
    page.press("Objective: 2B")
    page.wait_for("Map viewer")
    assert "Poster for 4 April" not in page.read()
    page.press("Language: Français")
    page.wait_for("Lettre au ministre")
    assert "Map viewer" not in page.read()
    assert page.read().count("Lettre au ministre") == 1
    page.press("Language: ខ្មែរ")
    page.wait_for("No document fits both choices.")


def test_a_document_opens_from_a_private_copy(page: OnScreen, viewer: Viewer, qtbot: QtBot) -> None:
    page.press("Open Poster for 4 April")
    qtbot.waitUntil(lambda: bool(viewer.opened))
    (copy,) = viewer.opened
    assert copy.name == "poster.pdf"
    assert copy.read_bytes() == b"a poster"
    assert copy.parent.stat().st_mode & 0o077 == 0


def test_what_may_run_is_never_opened_and_saved_only_after_a_warning(
    page: OnScreen, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "viewer.exe"
    choose(monkeypatch, place)
    assert not page.has_button("Open Map viewer")
    answer("Do not save it")
    page.press("Save Map viewer")
    assert not place.exists()
    answer("Save it")
    page.press("Save Map viewer")
    page.wait_for("Saved as")
    assert place.read_bytes() == b"MZ"


def test_a_document_is_saved_where_the_person_wants_it(
    page: OnScreen, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    choose(monkeypatch, tmp_path / "mine.pdf")
    page.press("Save Poster for 4 April")
    page.wait_for(f"Saved as {tmp_path / 'mine.pdf'}.")
    assert (tmp_path / "mine.pdf").read_bytes() == b"a poster"


def test_a_place_that_cannot_be_written_is_said_beside_the_document(
    page: OnScreen, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    choose(monkeypatch, tmp_path / "not there" / "mine.pdf")
    page.press("Save Poster for 4 April")
    page.wait_for("What was there before is untouched.")


@pytest.mark.parametrize(
    ("code", "name"),
    [("fr", "Français"), ("en", "English"), ("es", "Español"), ("pt-BR", "Português (Brasil)"), ("zz", "zz")],
)
def test_a_language_is_named_in_itself(code: str, name: str) -> None:
    assert language_name(code) == name
