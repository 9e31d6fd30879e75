"""Where an opened plan comes from: who signed it and why that counts here, when, what it replaces."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QGridLayout

from icbl_desktop.domain.key_list import KeyRole
from icbl_desktop.services.plan_offers import Offer
from icbl_desktop.ui.kit.widgets import Card, Paragraph, label
from icbl_desktop.ui.plan.opened_plan import OpenedPlan
from icbl_desktop.ui.words import day, days, number


def about_card(opened: OpenedPlan) -> Card:
    """The plan's title and years, and the facts of its bundle."""
    plan, manifest = opened.offer.plan, opened.offer.bundle.manifest
    card = Card(plan.title, gap=8)
    card.body.addWidget(label(days(plan.start, plan.end), "secondary"))
    facts = [
        (_tr("Signed by"), _signer(opened)),
        (_tr("From"), manifest.issuer),
        (_tr("Issued on"), day(manifest.issued_at)),
        (_tr("Number"), number(manifest.sequence)),
        (_tr("Replaces"), _replaced(opened.offer)),
    ]
    grid = QGridLayout()
    grid.setHorizontalSpacing(24)
    grid.setVerticalSpacing(4)
    grid.setColumnStretch(1, 1)
    for at, (name, value) in enumerate(facts):
        grid.addWidget(label(name, "secondary"), at, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(Paragraph(value), at, 1)
    card.body.addLayout(grid)
    return card


def _signer(opened: OpenedPlan) -> str:
    """Who signed, and why the key counts here. A stranger's fingerprint stands in the question below."""
    offer, voucher = opened.offer, opened.voucher
    if not offer.signer:
        return _tr("Nobody: this file is not signed")
    if offer.stranger is not None:
        named = _tr("{name}, says a key list whose root is not confirmed here")
        by_list = offer.stranger.role == KeyRole.ROOT
        return named.format(name=offer.signer_name) if by_list else _tr("A key that is not confirmed here")
    if voucher is None:
        return _tr("Key {fingerprint}").format(fingerprint=offer.signer)
    who = _tr("Known key: {name}, vouched for by {root} (key list {number})\nKey {fingerprint}")
    if voucher.confirmed:
        who = _tr("Known key: {name}, confirmed on {date}\nKey {fingerprint}")
    elif voucher.revoked:
        who = _tr("{name}, whose key was revoked on {revoked}: it signs no plan any more\nKey {fingerprint}")
    return who.format(
        name=voucher.name,
        date=day(voucher.confirmed),
        revoked=day(voucher.revoked),
        root=voucher.root,
        number=number(voucher.number),
        fingerprint=offer.signer,
    )


def _replaced(offer: Offer) -> str:
    if offer.replaces.id == offer.plan.id:
        return _tr("An earlier version of the same plan")
    return _tr("{title}, which stays here").format(title=offer.replaces.title)


def _tr(text: str) -> str:
    return QCoreApplication.translate("plan_about", text)
