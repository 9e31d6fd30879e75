"""Needs you: everything in the inbox that waits for a person, by groups, each line with what to do."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QScrollArea, QWidget

from icbl_desktop.services.office.campaigns import KnownCampaign, KnownStream
from icbl_desktop.services.office.deciding import Decided, Doubt
from icbl_desktop.services.office.needs import NeedKind, Needs
from icbl_desktop.services.office.receipt_files import ToHand
from icbl_desktop.services.office.received import Gap
from icbl_desktop.ui.context import Context
from icbl_desktop.ui.inbox import need_words
from icbl_desktop.ui.inbox.doubt_answer import DoubtAnswer
from icbl_desktop.ui.inbox.key_answer import KeyAnswer
from icbl_desktop.ui.inbox.need_acts import NeedActs
from icbl_desktop.ui.inbox.need_parts import NeedCard, NeedLine, Saying
from icbl_desktop.ui.inbox.need_words import NameOf
from icbl_desktop.ui.inbox.receipts_form import ReceiptsForm
from icbl_desktop.ui.kit import look
from icbl_desktop.ui.kit.held_width import hold_width
from icbl_desktop.ui.kit.layouts import ALL_THE_ROOM, column, row
from icbl_desktop.ui.kit.page_parts import EmptyState
from icbl_desktop.ui.kit.refill import Refill
from icbl_desktop.ui.kit.scrolling import Canvas, bring_into_view, set_up_scrolling
from icbl_desktop.ui.words import number

Build = Callable[[], QWidget]
_WIDTH = 880
_FEW = 3
"""Lines that are shown at once of what waits for nobody."""


@dataclass(frozen=True)
class Waiting:
    """What waits; the known campaigns and the names of states, to say so; what was decided, to take back.

    ``to_hand`` are the campaigns that were not told all that the office says of their reports.
    """

    needs: Needs
    known: tuple[KnownCampaign, ...]
    name_of: NameOf
    refused: tuple[KnownStream, ...] = ()
    decided: tuple[Decided, ...] = ()
    to_hand: tuple[ToHand, ...] = ()


class NeedsList(QScrollArea):
    """A card for each group. A group that did not change stays as it is, with what was opened in it."""

    report_wanted = Signal(str)
    """The report with this digest is to be shown."""
    review_wanted = Signal()
    """The reports that nobody has looked at are to be shown."""
    add_wanted = Signal()
    due_wanted = Signal()
    receipts_saved = Signal(str)
    """A campaign's receipts lie in a file of this path now."""

    def __init__(self, context: Context, acts: NeedActs) -> None:
        super().__init__()
        self._context, self._acts = context, acts
        self._waiting = Waiting(Needs(), (), str)
        self._groups = {kind: Refill(partial(self._build, kind)) for kind in NeedKind}
        self._empty, self._begin = self._empty_states()
        content = QWidget()
        hold_width(content, most=_WIDTH)
        inside = column(content, gap=16)
        self._receipts, self._decided = Refill(self._build_receipts), Refill(self._build_decided)
        for part in (self._begin, self._empty, *self._groups.values(), self._receipts, self._decided):
            inside.addWidget(part)
        canvas = Canvas()
        across = row(canvas, margins=(0, 16, 12, 24))
        across.addWidget(content, ALL_THE_ROOM)
        across.addStretch(1)
        set_up_scrolling(self, canvas)
        inside.addStretch(1)

    def show_waiting(self, waiting: Waiting) -> None:
        """Show what waits; what is opened and did not change stays open."""
        self._waiting, needs = waiting, waiting.needs
        changed = tuple(one for one in needs.keys if one.changed_key)
        known = tuple((one.id, one.organisation) for one in waiting.known)
        unknown = tuple(one for one in needs.keys if not one.changed_key)
        contents: dict[NeedKind, tuple[object, ...]] = {
            NeedKind.CHANGED_KEY: (changed, known),
            NeedKind.UNKNOWN_KEY: (unknown, known),
            NeedKind.DOUBT: (needs.doubts,),
            NeedKind.ASIDE: (needs.asides,),
            NeedKind.AMENDED: (needs.amended,),
            NeedKind.OVERLAP: (needs.overlaps,),
            NeedKind.STEP: (needs.steps,),
            NeedKind.GRANT_REPORT: (needs.grants,),
            NeedKind.GAP: (needs.gaps,),
            NeedKind.REVIEW: (needs.unreviewed,),
        }
        for kind, content in contents.items():
            self._groups[kind].show_content(content)
        self._receipts.show_content(waiting.to_hand)
        confirmed = (stream for one in waiting.known for stream in one.streams if stream.bound_by)
        self._decided.show_content((waiting.refused, waiting.decided, tuple(confirmed)))
        self._begin.setVisible(not needs.total and not waiting.known)
        self._empty.setVisible(not needs.total and bool(waiting.known))

    def _build(self, kind: NeedKind, _content: object) -> QWidget | None:
        lines = self._lines(kind)
        if not lines:
            return None
        title, words = need_words.group_words(kind)
        return NeedCard(title.format(n=number(len(lines))), words, lines)

    def _lines(self, kind: NeedKind) -> Sequence[Build]:
        needs, name_of = self._waiting.needs, self._waiting.name_of
        match kind:
            case NeedKind.CHANGED_KEY | NeedKind.UNKNOWN_KEY:
                wanted = kind is NeedKind.CHANGED_KEY
                return [partial(self._key, one) for one in needs.keys if one.changed_key == wanted]
            case NeedKind.DOUBT:
                return [partial(self._doubt, one) for one in needs.doubts]
            case NeedKind.ASIDE:
                put_away = self._acts.put_away
                return [_line(need_words.aside_saying(one), put_away, one.sha256) for one in needs.asides]
            case NeedKind.AMENDED:
                return [self._report(need_words.amended_saying(one), one.digest) for one in needs.amended]
            case NeedKind.OVERLAP:
                overlaps = [(need_words.overlap_saying(one), one) for one in needs.overlaps]
                return [self._report(saying, one.report, one.subject) for saying, one in overlaps]
            case NeedKind.STEP:
                steps = [(need_words.step_saying(one, name_of), one) for one in needs.steps]
                return [self._report(saying, one.report, one.subject) for saying, one in steps]
            case NeedKind.GRANT_REPORT:
                grants = [(need_words.grant_saying(one), one) for one in needs.grants]
                return [self._report(saying, one.report, one.subject) for saying, one in grants]
            case NeedKind.GAP:
                return [partial(self._gap, one) for one in needs.gaps]
        open_reports = self.review_wanted.emit
        return [_line(need_words.review_saying(needs.unreviewed), open_reports)] if needs.unreviewed else []

    def _report(self, saying: Saying, digest: str, subject: str = "") -> Build:
        """A line that opens a report; one with a ``subject`` can be put away though it still stands."""
        put_away = partial(self._acts.see_to, subject) if subject else None
        return partial(NeedLine, saying, partial(self.report_wanted.emit, digest), put_away)

    def _key(self, stream: KnownStream) -> QWidget:
        def ask() -> None:
            answer = KeyAnswer(stream, self._waiting.known)
            answer.confirmed.connect(lambda campaign: self._acts.confirm(stream, campaign, answer.refuse))
            answer.refused.connect(lambda: self._acts.refuse(stream, answer.refuse))
            answer.left.connect(line.close_opened)
            line.open(answer)
            bring_into_view(answer)

        line = NeedLine(need_words.key_saying(stream, self._waiting.name_of), ask)
        return line

    def _doubt(self, doubt: Doubt) -> QWidget:
        def ask() -> None:
            answer = DoubtAnswer(doubt)
            answer.chosen.connect(lambda choice: self._acts.decide(doubt, choice, answer.refuse))
            answer.report_wanted.connect(self.report_wanted)
            answer.left.connect(line.close_opened)
            line.open(answer)
            bring_into_view(answer)

        line = NeedLine(need_words.doubt_saying(doubt), ask)
        return line

    def _gap(self, gap: Gap) -> QWidget:
        def copy() -> None:
            look.application().clipboard().setText(need_words.gap_request(gap))
            line.action.setText(self.tr("Copied"))

        line = NeedLine(need_words.gap_saying(gap), copy, partial(self._acts.see_to, gap.subject))
        return line

    def _build_receipts(self, campaigns: tuple[ToHand, ...]) -> QWidget | None:
        if not campaigns:
            return None
        title = self.tr("Receipts to send ({n})").format(n=number(len(campaigns)))
        words = self.tr(
            "These campaigns do not know yet what you say of their reports. Receipts go along with the next "
            "plan that is signed at the plan desk, or in a file to one campaign alone."
        )
        lines = [partial(self._to_hand, one) for one in campaigns]
        return NeedCard(title, words, lines, _FEW)

    def _to_hand(self, campaign: ToHand) -> QWidget:
        def ask() -> None:
            form = ReceiptsForm(self._context, campaign)
            form.saved.connect(self.receipts_saved)
            form.left.connect(line.close_opened)
            line.open(form)
            bring_into_view(form)

        line = NeedLine(need_words.to_hand_saying(campaign), ask)
        return line

    def _build_decided(
        self, content: tuple[tuple[KnownStream, ...], tuple[Decided, ...], tuple[KnownStream, ...]]
    ) -> QWidget | None:
        refused, decided, confirmed = content
        acts = self._acts
        lines = [_line(need_words.refused_saying(one), acts.reconsider, one) for one in refused]
        lines += [_line(need_words.decided_saying(one), acts.reopen, one.subject) for one in decided]
        lines += [_line(need_words.confirmed_saying(one), acts.reconsider, one) for one in confirmed]
        if not lines:
            return None
        words = self.tr("Taking one back changes nothing that came: it waits for you again.")
        return NeedCard(self.tr("Decided so far ({n})").format(n=number(len(lines))), words, lines, _FEW)

    def _empty_states(self) -> tuple[EmptyState, EmptyState]:
        done = EmptyState(
            "check-circle",
            self.tr("All is seen to"),
            self.tr("Nothing waits for you. Add what came since, or see which reports are due."),
            self.tr("See what is due"),
        )
        done.acted.connect(self.due_wanted)
        begin = EmptyState(
            "tray",
            self.tr("No report came yet"),
            self.tr(
                "Drop the reports that campaigns sent anywhere on this page: PDF files, sealed ones, saved "
                "e-mails, whole folders. Order does not matter, and no report counts twice."
            ),
            self.tr("Add files…"),
        )
        begin.acted.connect(self.add_wanted)
        return done, begin


def _line(saying: Saying, act: Callable[..., object], *values: object) -> Build:
    return partial(NeedLine, saying, partial(act, *values))
