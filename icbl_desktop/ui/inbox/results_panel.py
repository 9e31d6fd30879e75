"""What became of the files that were added: counts that filter, and a line for each file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from icbl_desktop.domain.inbox import ASIDE, HELD, Verdict
from icbl_desktop.services.office.arriving import FileResult
from icbl_desktop.ui.inbox.inbox_words import verdict_sign
from icbl_desktop.ui.inbox.result_words import report_words, result_sentence
from icbl_desktop.ui.kit.input_choices import ChipChoice, Option
from icbl_desktop.ui.kit.layouts import column, row
from icbl_desktop.ui.kit.lazy_table import Column
from icbl_desktop.ui.kit.page_parts import Bar
from icbl_desktop.ui.kit.refill import Refill
from icbl_desktop.ui.kit.table_view import TALL_ROW, LazyTableView
from icbl_desktop.ui.kit.widgets import button, label
from icbl_desktop.ui.words import number

_ALL = ""


class ResultsPanel(QWidget):
    """Stands in the place of the tabs until the person goes back to them."""

    left = Signal()
    opened = Signal(str)
    """The report with this digest is to be shown."""
    unseal_wanted = Signal()
    """Some files are sealed, and the person wants to open them."""

    def __init__(self) -> None:
        super().__init__()
        self._results: Sequence[FileResult] = ()
        self._title, self._summary = label("", "section", wrap=True), label("", "secondary", wrap=True)
        self._sealed = Bar(closable=False)
        self._sealed.acted.connect(self.unseal_wanted)
        self._whole = label("", "secondary", wrap=True)
        self._filter = Refill(self._build_filter)
        self.table: LazyTableView[FileResult] = LazyTableView(
            self._columns(), lambda ids: [self._results[int(one)] for one in ids], TALL_ROW
        )
        self.table.setAccessibleName(self.tr("Files that were added"))
        self.table.opened.connect(self._open)
        self.table.selectionModel().currentChanged.connect(lambda index, _old: self._say_whole(index.row()))
        self._lay_out()

    def show_results(self, results: Sequence[FileResult]) -> None:
        """Show what became of these files: those that want a person's eye first."""
        self._results = sorted(results, key=lambda one: _ORDER.index(one.verdict))
        counts = Counter(one.verdict for one in results)
        self._title.setText(
            self.tr("1 file") if len(results) == 1 else self.tr("{n} files").format(n=number(len(results)))
        )
        self._summary.setText(self._summed(counts))
        self._say_sealed(counts[Verdict.SEALED])
        self._filter.show_content(tuple((one, counts[one]) for one in _ORDER if counts[one]))
        self._narrow(_ALL)

    def _summed(self, counts: Counter[Verdict]) -> str:
        held, aside = sum(counts[one] for one in HELD), sum(counts[one] for one in ASIDE)
        counted = counts.total() - held - aside - counts[Verdict.ALREADY_HERE]
        parts = (
            (counted, self.tr("{n} counted")),
            (counts[Verdict.ALREADY_HERE], self.tr("{n} already here")),
            (held, self.tr("{n} held until somebody decides")),
            (aside, self.tr("{n} set aside, which stopped nothing")),
        )
        return " · ".join(words.format(n=number(count)) for count, words in parts if count)

    def _say_sealed(self, count: int) -> None:
        self._sealed.setVisible(bool(count))
        if count:
            words = self.tr("Sealed for the office: {n}. They open with the office's reading key.")
            self._sealed.say(words.format(n=number(count)), "info", self.tr("Open them…"))

    def _build_filter(self, counts: tuple[tuple[Verdict, int], ...]) -> QWidget | None:
        if len(counts) < 2:
            return None
        options = [Option(_ALL, self.tr("All"))]
        for verdict, count in counts:
            sign = verdict_sign(verdict)
            options.append(Option(verdict, f"{sign.words} ({number(count)})", sign.icon))
        chips = ChipChoice(options, first=len(options))
        chips.name_for_readers(self.tr("Show"))
        chips.set_value(_ALL)
        chips.edited.connect(lambda: self._narrow(chips.value() or _ALL))
        return chips

    def _narrow(self, verdict: str) -> None:
        wanted = (str(at) for at, one in enumerate(self._results) if verdict in (_ALL, one.verdict))
        self.table.show_ids([*wanted])

    def _say_whole(self, line: int) -> None:
        """The chosen line's sentence, which may be too long for its column."""
        chosen = self._results[int(self.table.lazy.ids[line])] if line >= 0 else None
        self._whole.setText(result_sentence(chosen) if chosen else "")

    def _open(self, line: str) -> None:
        if digest := self._results[int(line)].digest:
            self.opened.emit(digest)

    def _columns(self) -> list[Column[FileResult]]:
        return [
            Column(self.tr("File"), lambda one: one.name, below=report_words),
            Column(
                self.tr("What became of it"),
                lambda one: verdict_sign(one.verdict).words,
                below=result_sentence,
                icon=lambda one: verdict_sign(one.verdict).icon,
                ink=lambda one: verdict_sign(one.verdict).ink,
            ),
        ]

    def _lay_out(self) -> None:
        back = button(self.tr("Back to the inbox"), "plain", "arrow-left")
        back.clicked.connect(self.left)
        words = column(gap=2)
        words.addWidget(self._title)
        words.addWidget(self._summary)
        head = row(gap=16)
        head.addLayout(words, 1)
        head.addWidget(back, 0, Qt.AlignmentFlag.AlignTop)
        whole = column(self, gap=12)
        whole.addLayout(head)
        for part in (self._sealed, self._filter):
            whole.addWidget(part)
        whole.addWidget(self.table, 1)
        whole.addWidget(self._whole)
        self.setFocusProxy(self.table)


_ORDER = (
    Verdict.BAD_SIGNATURE,
    Verdict.DAMAGED,
    Verdict.NOT_OURS,
    Verdict.NEWER_FORMAT,
    Verdict.SEALED,
    Verdict.CONFLICT,
    Verdict.UNKNOWN_KEY,
    Verdict.GAP_BEFORE,
    Verdict.AMENDMENT,
    Verdict.ACCEPTED,
    Verdict.ALREADY_HERE,
)
"""What wants a person's eye comes first."""
