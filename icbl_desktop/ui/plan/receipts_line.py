"""Receipts for this campaign are taken in from a file that was opened; a line says so."""

from __future__ import annotations

from collections.abc import Callable

from icbl_desktop.services import receipts
from icbl_desktop.services.plan_offers import Offer
from icbl_desktop.services.receipts import TakenIn
from icbl_desktop.ui.context import Context, Place
from icbl_desktop.ui.kit.page_parts import Bar
from icbl_desktop.ui.words import number, question_count, sentence


class ReceiptsLine(Bar):
    """Hidden while there was nothing new for this campaign in a plan."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._place = ""
        self.acted.connect(lambda: context.go(Place("reports", id=self._place)))

    def take_in(self, offered: Offer) -> None:
        """Take in what a trusted plan file brings; receipts count whether or not its plan is applied."""
        self.hide()
        if not offered.signer or offered.stranger is not None or not offered.bundle.receipts:
            return
        self._take_in(offered.data, self._say)

    def take_in_alone(self, data: bytes) -> None:
        """Take in a trusted file of receipts alone, and say what came of it even if that is nothing."""
        self.hide()
        self._take_in(data, self._say_something)

    def _take_in(self, data: bytes, then: Callable[[TakenIn], None]) -> None:
        db = self._context.app.db
        self._context.jobs.write(
            lambda: receipts.take_in(db, data),
            then,
            owner=self,
            failed=lambda refusal: self.say(sentence(refusal), "error"),
        )

    def _say_something(self, taken: TakenIn) -> None:
        words = self.tr("There is nothing new for you in this file.")
        if taken.not_ours:
            words = self.tr("This file is about reports that are not here. Nothing was changed.")
        self.say(words, "info")
        self._say(taken)

    def _say(self, taken: TakenIn) -> None:
        doubts = [*map(sentence, taken.unreadable), *self._contradicting(taken)]
        if doubts:
            self.say(" ".join(doubts), "caution")
        if not taken.receipts:
            return
        words = self.tr("{n} receipts for you were taken in.").format(n=number(taken.receipts))
        if taken.receipts == 1:
            words = self.tr("1 receipt for you was taken in.")
        if taken.questions:
            more = self.tr("The secretariat asks: {questions}.")
            words = f"{words} {more.format(questions=question_count(taken.questions))}"
        words = " ".join([words, *doubts])
        self._place = "questions" if taken.questions else "saved"
        self.say(words, "caution" if doubts else "success", self.tr("See them under Reports"))

    def _contradicting(self, taken: TakenIn) -> list[str]:
        if not taken.contradicting:
            return []
        words = self.tr("{n} say otherwise than one before and were left alone: ask the secretariat.")
        return [words.format(n=number(taken.contradicting))]
