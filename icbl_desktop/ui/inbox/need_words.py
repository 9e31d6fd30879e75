"""What each need says: its title, what it means, and the word for what to do about it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication

from icbl_desktop.domain.words import LADDER, ONE_RECORD, TREATIES
from icbl_desktop.services.office.campaigns import KnownStream
from icbl_desktop.services.office.deciding import Decided, Doubt
from icbl_desktop.services.office.needs import ClaimedStep, NeedKind, OverdueGrant
from icbl_desktop.services.office.overlaps import Overlap, OverlapKind
from icbl_desktop.services.office.receipt_files import ToHand
from icbl_desktop.services.office.received import AsideFile, Gap, ReceivedReport
from icbl_desktop.ui.inbox.inbox_words import numbers_words, stream_words, verdict_sign
from icbl_desktop.ui.inbox.need_parts import Saying
from icbl_desktop.ui.words import day, number, say, sentence

NameOf = Callable[[str], str]
"""The name of a state by its code."""


def group_words(kind: NeedKind) -> tuple[str, str]:
    """The title of a group, with room for how many there are, and what all in it have in common."""
    return _titles()[kind], _meanings().get(kind, "")


def key_saying(stream: KnownStream, name_of: NameOf) -> Saying:
    """A key nobody has confirmed."""
    where = ", ".join(name_of(iso3) for iso3 in stream.states)
    waiting = _tr("1 report waits") if stream.reports == 1 else _tr("{n} reports wait")
    said = (where, _tr("stream {code}").format(code=stream.code), waiting.format(n=number(stream.reports)))
    below = " · ".join(filter(None, said))
    icon, ink = ("warning", "error") if stream.changed_key else ("fingerprint", "caution")
    return Saying(icon, ink, stream.organisation or stream.named, below, _tr("Compare the key…"))


def doubt_saying(doubt: Doubt) -> Saying:
    """Reports that contradict each other."""
    first = doubt.options[0]
    match doubt.kind:
        case "number":
            title = _tr("{report} came twice, with different contents").format(
                report=stream_words(first.stream_code, first.number)
            )
            below = _tr("A number is given once. A copied workspace can give it again. Neither counts now.")
        case "successor":
            title = _tr("Two streams say that they carry on the same one")
            below = _tr("Perhaps one workspace was restored twice. None of them counts until you choose.")
        case _:
            kind = say(ONE_RECORD, doubt.record_kind).format(n=number(1))
            title = doubt.record_title or kind
            below = _tr("One record, told in two ways with the same revision. It is counted nowhere now.")
    below = "\n".join((doubt.organisation, below))
    return Saying("scales", "caution", title, below, _tr("Compare…"))


def aside_saying(file: AsideFile) -> Saying:
    """A file that is no report, or not a good one."""
    sign = verdict_sign(file.verdict)
    came = _tr("Came on {date}, added by {who}.") if file.by else _tr("Came on {date}.")
    below = "\n".join((sentence(file.reason), came.format(date=day(file.at), who=file.by)))
    return Saying(sign.icon, sign.ink, file.name, below, _tr("Put away"))


def amended_saying(report: ReceivedReport) -> Saying:
    """An amendment of a report with issues."""
    words = _tr("{report} amends report {n}, which you asked about.")
    below = words.format(
        report=stream_words(report.stream_code, report.number), n=number(report.amends_number)
    )
    return Saying("note-pencil", "info", report.organisation, below, _tr("Review it"))


def overlap_saying(one: Overlap) -> Saying:
    """The same work, told by two."""
    match one.kind:
        case OverlapKind.WENT_ON:
            words = _tr(
                "Stream {code} went on after {other} began: {other} does not know its reports {numbers}. "
                "Both count. Ask on which computer the campaign works."
            )
            below = words.format(code=one.what, other=one.other, numbers=numbers_words(one.numbers))
        case OverlapKind.FOREIGN:
            words = _tr("A report carries records that {other} made: {n}. They do not count here.")
            below = words.format(n=number(one.records), other=one.other)
        case _:
            words = _tr("“{title}” is reported by {other} too. It counts for each of them.")
            below = words.format(title=one.what, other=one.other)
    return Saying("copy", "caution", one.organisation, below, _tr("Open the report"))


def step_saying(step: ClaimedStep, name_of: NameOf) -> Saying:
    """A step towards a treaty that the country facts do not show."""
    title = _tr("{state}, {treaty}: “{step}”").format(
        state=name_of(step.iso3), treaty=TREATIES[step.treaty], step=say(LADDER, step.rung)
    )
    when = _tr("{who} says so, for {date}.") if step.day else _tr("{who} says so.")
    below = when.format(who=step.organisation, date=day(step.day))
    return Saying("ladder", "info", title, below, _tr("Open the report"))


def grant_saying(grant: OverdueGrant) -> Saying:
    """A final grant report that is late."""
    below = _tr("{who} · due on {date}").format(who=grant.organisation, date=day(grant.due))
    return Saying("hand-coins", "caution", grant.title, below, _tr("Open the report"))


def gap_saying(gap: Gap) -> Saying:
    """Numbers that did not come."""
    words = _tr("Report {numbers} of stream {code} is missing.")
    if len(gap.numbers) > 1:
        words = _tr("Reports {numbers} of stream {code} are missing.")
    below = words.format(numbers=numbers_words(gap.numbers), code=gap.stream_code)
    return Saying("file-dashed", "caution", gap.organisation, below, _tr("Copy words to ask with"))


def gap_request(gap: Gap) -> str:
    """Words for a mail that asks for what did not come."""
    words = _tr(
        "Dear colleagues of {name},\n\n"
        "we have later reports of yours, but not number {numbers}. Please open Reports, Saved reports, in "
        "ICBL Desktop, and send us the same files again. They will not count twice.\n\nThank you!"
    )
    return words.format(name=gap.organisation, numbers=numbers_words(gap.numbers))


def review_saying(count: int) -> Saying:
    """Reports that nobody has looked at."""
    title = _tr("1 report to review") if count == 1 else _tr("{n} reports to review")
    below = _tr("They count already. Accept them, or ask: the campaign learns of it by its receipt.")
    return Saying("list-checks", "info", title.format(n=number(count)), below, _tr("Open the reports"))


def to_hand_saying(one: ToHand) -> Saying:
    """A campaign that was not told all yet."""
    words = _tr("1 report") if one.reports == 1 else _tr("{n} reports")
    return Saying(
        "paper-plane-tilt", "info", one.organisation, words.format(n=number(one.reports)), _tr("Make a file…")
    )


def refused_saying(stream: KnownStream) -> Saying:
    """A key that somebody found not to be theirs."""
    below = _tr("Its key is not theirs: stream {code} does not count.").format(code=stream.code)
    return Saying("x", "muted", stream.organisation or stream.named, below, _tr("Take back"))


def confirmed_saying(stream: KnownStream) -> Saying:
    """A key that somebody compared and confirmed."""
    words = _tr("Its key was confirmed by {who}, {date}: stream {code} counts.")
    below = words.format(who=stream.bound_by, date=day(stream.bound_at), code=stream.code)
    return Saying("shield-check", "muted", stream.organisation or stream.named, below, _tr("Take back"))


def decided_saying(one: Decided) -> Saying:
    """What somebody chose."""
    titles = {
        "number": _tr("Which report has a number"),
        "successor": _tr("Who carries on a stream"),
        "record": _tr("How a record was"),
        "overlap": _tr("The same work from two sides, put away"),
        "step": _tr("A claimed step, put away"),
        "grant": _tr("A late final report, put away"),
        "gap": _tr("Missing numbers, put away"),
    }
    parts = [one.organisation, _tr("{who}, {date}").format(who=one.by, date=day(one.at))]
    if not one.holds:
        parts.append(_tr("It no longer holds: there is something else to choose from now."))
    return Saying(
        "check", "muted", titles.get(one.kind, one.subject), " · ".join(filter(None, parts)), _tr("Take back")
    )


def _titles() -> dict[NeedKind, str]:
    return {
        NeedKind.CHANGED_KEY: _tr("Known under another key ({n})"),
        NeedKind.UNKNOWN_KEY: _tr("Keys to confirm ({n})"),
        NeedKind.DOUBT: _tr("To decide ({n})"),
        NeedKind.ASIDE: _tr("Files set aside ({n})"),
        NeedKind.AMENDED: _tr("Amended after your questions ({n})"),
        NeedKind.OVERLAP: _tr("The same work from two sides ({n})"),
        NeedKind.STEP: _tr("Steps that campaigns claim ({n})"),
        NeedKind.GRANT_REPORT: _tr("Final grant reports overdue ({n})"),
        NeedKind.GAP: _tr("Missing numbers ({n})"),
        NeedKind.REVIEW: _tr("New reports"),
    }


def _meanings() -> dict[NeedKind, str]:
    return {
        NeedKind.CHANGED_KEY: _tr(
            "Take care: somebody may be writing in a campaign's name. Nothing of it counts."
        ),
        NeedKind.UNKNOWN_KEY: _tr(
            "Reports of a key that nobody confirmed are held. They count once you compared it by phone."
        ),
        NeedKind.DOUBT: _tr("Two things came that cannot both be so. You can take a decision back later."),
        NeedKind.ASIDE: _tr(
            "They stopped nothing, and nothing of them counts. Ask for a good copy, then put them away."
        ),
        NeedKind.AMENDED: _tr("A new report is here in place of one that you asked about."),
        NeedKind.OVERLAP: _tr("What counts is settled; ask the campaigns whether it is right."),
        NeedKind.STEP: _tr(
            "The country facts do not show them yet. Look them up at the depositary; then bring them "
            "into the next plan, or ask the campaign."
        ),
        NeedKind.GRANT_REPORT: _tr("The day has passed, and neither the report nor a word of it is here."),
        NeedKind.GAP: _tr(
            "Later reports are here, so these were made. What only they carried is not counted."
        ),
    }


def _tr(words: str) -> str:
    return QCoreApplication.translate("need_words", words)
