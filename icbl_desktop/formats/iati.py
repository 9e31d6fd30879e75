"""Grants as the International Aid Transparency Initiative publishes them: activities of its standard 2.03.

The office reports. What it awards is a commitment, what it pays out a disbursement; what a campaign spends is
the campaign's to report, and would count the same money twice here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from hashlib import sha256
from xml.etree.ElementTree import Element, ElementTree, SubElement, indent, tostring

from icbl_desktop.domain.grant import Grant, PlannedResult
from icbl_desktop.domain.vocabulary import GrantState
from icbl_desktop.domain.words import REACHED, say

VERSION = "2.03"
SECTOR = "15250"
"""The DAC's code for the removal of land mines and explosive remnants of war."""

NOT_REGISTERED = "LOCAL-NOT-REGISTERED"
"""Stands where the identifier of an organisation would: no register has it."""

_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_NOT_IN_IDENTIFIER = re.compile(r"[/&|?\s]+")
_CURRENCY = re.compile(r"[A-Z]{3}")

_INTERNATIONAL_NGO, _OWN_IDENTIFIER, _STANDARD_GRANT = "21", "A1", "110"
_EXTENDING, _IMPLEMENTING = "3", "4"
_PLANNED_START, _ACTUAL_START, _PLANNED_END, _ACTUAL_END = "1", "2", "3", "4"
_COMMITMENT, _DISBURSEMENT = "2", "3"
_ORIGINAL, _COMMITTED = "1", "2"
_OUTCOME, _QUALITATIVE = "2", "5"
_STATUSES = {
    GrantState.APPROVED: "1",
    GrantState.RUNNING: "2",
    GrantState.FINAL_REPORT_DUE: "3",
    GrantState.REPORTED: "3",
    GrantState.CLOSED: "4",
}
_UNDER_WAY = (GrantState.RUNNING, GrantState.FINAL_REPORT_DUE, GrantState.REPORTED, GrantState.CLOSED)
_OVER = (GrantState.FINAL_REPORT_DUE, GrantState.REPORTED, GrantState.CLOSED)

PUBLISHED_STATES = frozenset(_STATUSES)
"""An application is not published, granted or not; nor is one that was declined."""


@dataclass(frozen=True, kw_only=True)
class Publisher:
    """The organisation that publishes; ``identifier`` is the one it has in a register that IATI knows."""

    name: str = "ICBL-CMC"
    identifier: str = NOT_REGISTERED

    @property
    def is_registered(self) -> bool:
        """Whether it was told who publishes."""
        return self.identifier != NOT_REGISTERED


@dataclass(frozen=True, kw_only=True)
class PublishedGrant:
    """A grant that began, and whose it is. ``iso3`` is where it works, ``language`` that of its texts.

    ``objectives`` are the titles of the plan's objectives that it serves.
    """

    grant: Grant
    campaign: str
    organisation: str
    iso3: str
    language: str
    objectives: tuple[str, ...] = ()


def document(grants: Iterable[PublishedGrant], publisher: Publisher, made_at: datetime) -> bytes:
    """The XML of at least one grant, the same bytes for the same grants.

    Raises ValueError for a grant of a state that is not published, or that says no start.
    """
    root = Element("iati-activities", {"version": VERSION, "generated-datetime": _moment(made_at)})
    for one in sorted(grants, key=lambda each: (each.organisation, each.campaign, each.grant.id)):
        root.append(_activity(one, publisher, made_at.date()))
    indent(ElementTree(root))
    written: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
    return written + b"\n"


def identifier(publisher: Publisher, campaign: str, grant_id: str) -> str:
    """What the activity is called for all time: made of who publishes, whose grant it is, and its id."""
    return f"{_plain(publisher.identifier)}-{sha256(f'{campaign} {grant_id}'.encode()).hexdigest()[:20]}"


def has_currency(grant: Grant) -> bool:
    """Whether its amounts can be told: IATI knows currencies by their code of three letters."""
    return _CURRENCY.fullmatch(grant.currency) is not None


def _activity(one: PublishedGrant, publisher: Publisher, today: date) -> Element:
    grant = one.grant
    if grant.start is None or grant.state not in PUBLISHED_STATES:
        raise ValueError("a grant is published once it is awarded and says when it starts")
    activity = Element("iati-activity", {"last-updated-datetime": _moment(grant.changed_at)})
    activity.set(_LANGUAGE, one.language or "en")
    if has_currency(grant):
        activity.set("default-currency", grant.currency)
    name = _plain(publisher.identifier)
    SubElement(activity, "iati-identifier").text = identifier(publisher, one.campaign, grant.id)
    reporter = {"ref": name, "type": _INTERNATIONAL_NGO}
    _told(activity, "reporting-org", publisher.name, reporter)
    _told(activity, "title", grant.title)
    _told(activity, "description", grant.purpose or grant.title, {"type": "1"})
    if one.objectives:
        _told(activity, "description", "\n".join(one.objectives), {"type": "2"})
    _told(activity, "participating-org", publisher.name, {**reporter, "role": _EXTENDING})
    _told(activity, "participating-org", one.organisation, {"role": _IMPLEMENTING})
    SubElement(activity, "other-identifier", {"ref": _sound(grant.id), "type": _OWN_IDENTIFIER})
    SubElement(activity, "activity-status", {"code": _STATUSES[GrantState(grant.state)]})
    activity.extend(_dates(grant, grant.start, today))
    if iso2 := _two_letters(one.iso3):
        SubElement(activity, "recipient-country", {"code": iso2})
    SubElement(activity, "sector", {"vocabulary": "1", "code": SECTOR})
    SubElement(activity, "default-finance-type", {"code": _STANDARD_GRANT})
    if has_currency(grant):
        activity.extend(_budget(grant, grant.start))
        activity.extend(_transactions(one, publisher, today))
    activity.extend(_result(grant, result) for result in grant.planned_results if result.planned.strip())
    return activity


def _dates(grant: Grant, start: date, today: date) -> list[Element]:
    """When it starts and ends; a day is an actual one when it is past and the grant says that it came."""
    began = start <= today and grant.state in _UNDER_WAY
    dates = [_dated("activity-date", start, {"type": _ACTUAL_START if began else _PLANNED_START})]
    if grant.end and grant.end >= start:
        ended = grant.end <= today and grant.state in _OVER
        dates.append(_dated("activity-date", grant.end, {"type": _ACTUAL_END if ended else _PLANNED_END}))
    return dates


def _budget(grant: Grant, start: date) -> list[Element]:
    if grant.awarded is None or grant.end is None or grant.end < start:
        return []
    budget = Element("budget", {"type": _ORIGINAL, "status": _COMMITTED})
    budget.append(_dated("period-start", start))
    budget.append(_dated("period-end", grant.end))
    budget.append(_value(grant, grant.awarded, grant.decided_on or start))
    return [budget]


def _transactions(one: PublishedGrant, publisher: Publisher, today: date) -> list[Element]:
    """What was awarded and what was paid out; nothing that bears no date, or one that is still to come."""
    grant = one.grant
    told = [(_COMMITMENT, grant.decided_on or grant.agreed_on, grant.awarded)]
    told += [(_DISBURSEMENT, paid.date, paid.amount) for paid in grant.payments]
    return [
        _transaction(one, publisher, kind, day, amount)
        for kind, day, amount in told
        if day is not None and day <= today and amount is not None
    ]


def _transaction(one: PublishedGrant, publisher: Publisher, kind: str, day: date, amount: Decimal) -> Element:
    transaction = Element("transaction")
    SubElement(transaction, "transaction-type", {"code": kind})
    transaction.append(_dated("transaction-date", day))
    transaction.append(_value(one.grant, amount, day))
    own = {
        "ref": _plain(publisher.identifier),
        "provider-activity-id": identifier(publisher, one.campaign, one.grant.id),
    }
    _told(transaction, "provider-org", publisher.name, own)
    _told(transaction, "receiver-org", one.organisation)
    return transaction


def _result(grant: Grant, planned: PlannedResult) -> Element:
    """What was to change, and what became of it in words: it is not a number, and is not made one."""
    result = Element("result", {"type": _OUTCOME, "aggregation-status": "false"})
    _told(result, "title", planned.planned)
    indicator = SubElement(result, "indicator", {"measure": _QUALITATIVE, "aggregation-status": "false"})
    _told(indicator, "title", planned.planned)
    reached = f"Reached: {say(REACHED, planned.reached)}." if planned.reached else ""
    became = " ".join(part for part in (reached, planned.happened.strip()) if part)
    if became and grant.start and grant.end and grant.end >= grant.start:
        period = SubElement(indicator, "period")
        period.append(_dated("period-start", grant.start))
        period.append(_dated("period-end", grant.end))
        _told(SubElement(period, "actual"), "comment", became)
    return result


def _told(parent: Element, name: str, text: str, attributes: Mapping[str, str] | None = None) -> None:
    """An element whose content is what people read."""
    element = SubElement(parent, name, dict(attributes or {}))
    SubElement(element, "narrative").text = _sound(text)


def _dated(name: str, day: date, attributes: Mapping[str, str] | None = None) -> Element:
    return Element(name, {**(attributes or {}), "iso-date": day.isoformat()})


def _value(grant: Grant, amount: Decimal, day: date) -> Element:
    value = Element("value", {"currency": grant.currency, "value-date": day.isoformat()})
    value.text = format(amount, "f")
    return value


def _two_letters(iso3: str) -> str:
    """The two-letter code of a state, by Unicode's list; empty for what it does not know."""
    from babel.core import get_global  # starts faster: the publisher's name is asked for long before

    (iso2, *_) = get_global("territory_aliases").get(iso3) or [""]
    return str(iso2)


def _moment(moment: datetime) -> str:
    return moment.replace(microsecond=0).isoformat().replace("+00:00", "Z")


def _sound(text: str) -> str:
    """A person's text without the characters that XML cannot hold."""
    return _NOT_IN_XML.sub("", text).strip()


def _plain(name: str) -> str:
    """An identifier without what IATI's rules keep out of one."""
    return _NOT_IN_IDENTIFIER.sub("-", _sound(name)) or NOT_REGISTERED
