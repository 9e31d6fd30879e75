"""Grants as IATI publishes them: which of them go out to everyone, and why others do not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from icbl_desktop.domain.consolidated import Consolidated
from icbl_desktop.domain.counted_record import CountedRecord
from icbl_desktop.domain.grant import Grant
from icbl_desktop.domain.plan import code_of, objective_of
from icbl_desktop.domain.vocabulary import Sharing
from icbl_desktop.errors import UserError
from icbl_desktop.formats import iati
from icbl_desktop.formats.iati import PublishedGrant, Publisher
from icbl_desktop.services import plans

NOT_PUBLIC = (
    "{n} of the grants are not in the IATI file: their campaigns did not mark them “May be published”."
)
NOT_AWARDED = "{n} of the grants are not in the IATI file: they are not awarded."
NO_START = "{n} of the grants are not in the IATI file: they do not say when they start."
NO_TITLE = "{n} of the grants are not in the IATI file: they have no title."
NO_CURRENCY = (
    "{n} of the grants are in the IATI file without amounts: their currency is no code of three letters."
)
NOTHING = "No IATI file was written: none of these grants can be published."
NO_PUBLISHER = (
    "The IATI file does not say who publishes it. Before you publish it, give the identifier that your "
    "organisation has in a register that IATI knows."
)


@dataclass(frozen=True)
class IatiFile:
    """The XML, None where no grant can be in it, and sentences on what is not in it."""

    content: bytes | None
    notes: tuple[UserError, ...]


def iati_file(
    picture: Consolidated,
    records: Iterable[CountedRecord[Any]],
    languages: Mapping[str, str],
    publisher: Publisher,
    *,
    all_grants: bool,
) -> IatiFile:
    """The grants of the picture for everyone to read. ``languages`` are the campaigns', by their ids.

    A grant goes out where its campaign said that it may be published, or all of them with ``all_grants``.
    """
    grants = [(one, _why_not(one.record, all_grants=all_grants)) for one in records if _is_grant(one)]
    going = [one for one, why in grants if not why]
    kept = Counter(why for _, why in grants if why)
    notes = [UserError(why, n=n) for why, n in sorted(kept.items())]
    if not going:
        return IatiFile(None, (*notes, UserError(NOTHING)))
    unknown = sum(not iati.has_currency(one.record) for one in going)
    notes += [UserError(NO_CURRENCY, n=unknown)] if unknown else []
    notes += [] if publisher.is_registered else [UserError(NO_PUBLISHER)]
    published = [_published(one, languages) for one in going]
    return IatiFile(iati.document(published, publisher, picture.made_at), tuple(notes))


def _why_not(grant: Grant, *, all_grants: bool) -> str:
    """The sentence on why a grant is not published; empty for one that is."""
    if grant.sharing != Sharing.PUBLIC and not all_grants:
        return NOT_PUBLIC
    if grant.state not in iati.PUBLISHED_STATES:
        return NOT_AWARDED
    if grant.start is None:
        return NO_START
    return "" if grant.title.strip() else NO_TITLE


def _is_grant(one: CountedRecord[Any]) -> bool:
    return isinstance(one.record, Grant)


def _published(one: CountedRecord[Grant], languages: Mapping[str, str]) -> PublishedGrant:
    return PublishedGrant(
        grant=one.record,
        campaign=one.line.campaign,
        organisation=one.line.organisation,
        iso3=one.line.states[0] if len(one.line.states) == 1 else "",
        language=languages.get(one.line.campaign, ""),
        objectives=tuple(_objectives(one.record)),
    )


def _objectives(grant: Grant) -> Iterator[str]:
    """The objectives with their codes, as the plans that came with the program call them."""
    for ref in grant.objectives:
        known = (objective_of(plan, ref) for plan in reversed(plans.bundled()))
        title = next((one.title for one in known if one), "")
        yield f"{code_of(ref)}  {title}".strip()
