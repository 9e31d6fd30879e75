"""A plan file that was opened, with all that the page says about it, gathered off the GUI thread."""

from __future__ import annotations

from dataclasses import dataclass

from icbl_desktop.app import App
from icbl_desktop.domain.choices import ChoiceKind
from icbl_desktop.domain.extras_diff import ExtrasDiff, KeyListDiff, extras_diff, key_list_diff
from icbl_desktop.services import choices, countries, key_office, keys, notes, plans, progress
from icbl_desktop.services.keys import Voucher
from icbl_desktop.services.plan_offers import Offer
from icbl_desktop.ui.plan.plan_lines import Names
from icbl_desktop.ui.plan.work_link import WorkHere


@dataclass(frozen=True)
class Kept:
    """How many own notes, chosen dates and hidden things the plan leaves as they are."""

    notes: int
    dates: int
    hidden: int


@dataclass(frozen=True)
class OpenedPlan:
    """``voucher`` says why the key counts. ``spoken`` are the words of a stranger's key."""

    offer: Offer
    voucher: Voucher | None
    spoken: tuple[str, ...]
    beside: ExtrasDiff
    key_list: KeyListDiff | None
    work: WorkHere
    kept: Kept
    name: Names


def opened_plan(app: App, offer: Offer) -> OpenedPlan:
    """What there is to say about an offer here and now."""
    db, read = app.db, offer.bundle
    facts, in_force = countries.known(db), plans.current(db)
    carried = read.key_list.keys if read.key_list else None
    return OpenedPlan(
        offer=offer,
        voucher=keys.voucher(db, offer.signer, read.key_list) if offer.stranger is None else None,
        spoken=key_office.words_of(offer.stranger.text) if offer.stranger else (),
        beside=extras_diff(plans.current_extras(db), read.extras, facts.as_of),
        key_list=key_list_diff(keys.newest_list(db), carried),
        work=WorkHere(
            progress.work_counts(db),
            notes.noted(db),
            frozenset(in_force.ref(one.code) for one in in_force.objectives),
        ),
        kept=_kept(app, offer),
        name=facts.name,
    )


def _kept(app: App, offer: Offer) -> Kept:
    asked = {conflict.choice for conflict in offer.conflicts}
    kinds = [one.kind for one in choices.every(app.db) if one not in asked]
    return Kept(len(notes.noted(app.db)), kinds.count(ChoiceKind.DATE), kinds.count(ChoiceKind.HIDDEN))
