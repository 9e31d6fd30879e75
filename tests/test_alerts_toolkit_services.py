"""What came in a bundle beside its plan, as a campaign in Cambodia that reads French meets it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from icbl_desktop.app import App
from icbl_desktop.domain.countries import Countries, Standing, State
from icbl_desktop.domain.plan_extras import Alert, Extras, ToolkitDocument
from icbl_desktop.errors import UserError
from icbl_desktop.formats import bundle_parts, signing
from icbl_desktop.services import (
    activities,
    alerts,
    countries,
    keys,
    plan_offers,
    plan_updates,
    plans,
    report_pages,
    toolkit,
)
from tests import workspace
from tests.workspace import CAMBODIA, log, signed_plan

OFFICER = signing.generate()
LETTER = ToolkitDocument("letter-fr.docx", "Letter to a minister", "fr", ("1A",))
USE = Alert("use", "Use reported", "Write to your minister.", date(2018, 9, 3), date(2018, 9, 14), ("1A",))
VOTE = Alert("vote", "A vote is near", "Call the embassy.", date(2018, 9, 1), states=("KHM", "LAO"))
ELSEWHERE = Alert("nepal", "A visit", "Ask for a meeting.", date(2018, 9, 1), states=("NPL",))
JOINED = Standing("state_party", None, date(2026, 3, 1), "accession", date(2026, 9, 1))
EXTRAS = Extras(
    alerts=(VOTE, USE, ELSEWHERE),
    toolkit=(LETTER,),
    titles={
        "fr": {
            "plan": "Plan opérationnel 2018-2019",
            "objectives/1A": "Davantage d'États rejoignent la Convention",
            "alerts/use": "Usage signalé",
            "asked/use": "Écrivez à votre ministre.",
            "toolkit/letter-fr.docx": "Lettre à un ministre",
        }
    },
    countries=Countries(
        date(2026, 3, 2),
        {
            "KHM": State(
                "KHM", "A name", "A region", "", Standing("state_party", in_force=date(2000, 1, 1)), JOINED
            )
        },
        (),
    ),
)


def bundle_of(extras: Extras, sequence: int = 1) -> bytes:
    documents = {one.file: b"PK a letter" for one in extras.toolkit}
    return signed_plan(OFFICER, sequence, parts=bundle_parts.write(extras, documents))


def take(app: App, data: bytes) -> None:
    plan_updates.apply(app.db, app.folders, plan_offers.offer(app.db, data))


@pytest.fixture
def app(tmp_path: Path) -> Iterator[App]:
    """The campaign, after the bundle came in."""
    app = workspace.fresh(tmp_path / "workspace", replace(CAMBODIA, language="fr"), plan_id="2017")
    keys.trust(app.db, signing.public_key_text(OFFICER.public), "Secretariat")
    take(app, bundle_of(EXTRAS))
    yield app
    app.close()


def refs(found: tuple[alerts.Alerted, ...]) -> list[str]:
    return [one.ref for one in found]


def test_alerts_for_these_states_are_listed_the_first_to_end_first(app: App) -> None:
    assert refs(alerts.every(app.db)) == ["2018-2019/use", "2018-2019/vote"]
    assert refs(alerts.current(app.db, date(2018, 9, 2))) == ["2018-2019/vote"]
    assert refs(alerts.current(app.db, date(2018, 9, 14))) == ["2018-2019/use", "2018-2019/vote"]
    assert refs(alerts.current(app.db, date(2018, 9, 15))) == ["2018-2019/vote"], "without an end it stays"


def test_an_activity_answers_an_alert_until_it_is_put_in_the_trash(app: App) -> None:
    answer = log(app.db, alert="2018-2019/use", start=date(2018, 9, 5))
    later = log(app.db, alert="2018-2019/use", start=date(2018, 9, 6))
    log(app.db, alert="2012-2015/use")
    use, vote = alerts.every(app.db)
    assert (use.answered_by, vote.answered_by) == ((later, answer), ())
    assert refs(alerts.current(app.db, date(2018, 9, 10))) == ["2018-2019/vote"]
    for one in (answer, later):
        activities.trash(app.db, one)
    assert refs(alerts.current(app.db, date(2018, 9, 10))) == ["2018-2019/use", "2018-2019/vote"]


def test_what_the_bundle_says_in_french_is_said_in_french(app: App) -> None:
    plan = plans.current(app.db)
    assert plan.title == "Plan opérationnel 2018-2019"
    by_code = {objective.code: objective.title for objective in plan.objectives}
    assert by_code["1A"] == "Davantage d'États rejoignent la Convention"
    assert by_code["1B"] == plans.current_as_issued(app.db).objectives[1].title, "the rest as issued"
    use, vote = (one.alert for one in alerts.every(app.db))
    assert (use.title, use.asked) == ("Usage signalé", "Écrivez à votre ministre.")
    assert (vote.title, vote.asked) == (VOTE.title, VOTE.asked)


def test_a_report_names_the_plan_in_the_reports_language(app: App) -> None:
    french, english, russian = (report_pages.names(app.db, code) for code in ("fr", "en", "ru"))
    assert french.plan.title == "Plan opérationnel 2018-2019"
    assert french.objective(french.plan.ref("1A")) == "Davantage d'États rejoignent la Convention"
    assert english.plan == russian.plan == plans.current_as_issued(app.db)
    assert [one.title for one in toolkit.documents(app.db)] == ["Lettre à un ministre"]


def test_a_translation_alone_changes_nothing_and_is_what_the_preview_says(app: App) -> None:
    untold = plan_offers.offer(app.db, bundle_of(replace(EXTRAS, titles={}), sequence=2))
    retold = plan_offers.offer(app.db, bundle_of(EXTRAS, sequence=3))
    for offer in (untold, retold):
        assert (offer.all.objectives.changed, offer.all.objectives.new, offer.mine.gained) == ((), (), ())
        assert offer.replaces.title == "Plan opérationnel 2018-2019"
    assert (untold.plan.title, retold.plan.title) == (
        "2018-2019 Operational Plan",
        "Plan opérationnel 2018-2019",
    )
    plans.choose(app.db, "2012-2015")
    new = {one.code: one.title for one in plan_offers.offer(app.db, bundle_of(EXTRAS, 4)).all.objectives.new}
    assert new["1A"] == "Davantage d'États rejoignent la Convention", "from another strategy all is new"


def test_a_toolkit_document_comes_out_as_it_went_in(app: App) -> None:
    (document,) = toolkit.documents(app.db)
    assert (document.file, document.language, document.objectives) == ("letter-fr.docx", "fr", ("1A",))
    assert toolkit.content(app.db, document) == b"PK a letter"


def test_newer_country_facts_stand_in_place_of_those_that_shipped(app: App) -> None:
    known, shipped = countries.known(app.db), countries.facts()
    cambodia = known.states["KHM"]
    assert cambodia.ccm == JOINED
    assert (cambodia.name, known.date_of("KHM")) == ("Cambodia", date(2026, 3, 2))
    assert known.states["LAO"] == shipped.states["LAO"]
    assert known.date_of("LAO") == shipped.as_of


def test_older_country_facts_change_nothing(app: App) -> None:
    assert EXTRAS.countries
    older = replace(EXTRAS, countries=replace(EXTRAS.countries, as_of=date(2018, 1, 1)))
    take(app, bundle_of(older, 2))
    assert countries.known(app.db) == countries.facts()


def test_the_next_bundle_brings_its_own_and_undo_brings_the_former_back(app: App) -> None:
    answer = log(app.db, alert="2018-2019/use")
    (document,) = toolkit.documents(app.db)
    take(app, bundle_of(Extras(alerts=(VOTE,)), 2))
    assert refs(alerts.every(app.db)) == ["2018-2019/vote"]
    assert toolkit.documents(app.db) == ()
    with pytest.raises(UserError, match=r"does not hold the document letter-fr\.docx"):
        toolkit.content(app.db, document)
    assert plans.current(app.db).title == "2018-2019 Operational Plan"

    plan_updates.undo(app.db)
    assert plans.current(app.db).title == "Plan opérationnel 2018-2019"
    assert alerts.every(app.db)[0].answered_by == (answer,)
    assert toolkit.content(app.db, document) == b"PK a letter"


def test_a_plan_that_came_with_the_program_has_none_of_this(app: App) -> None:
    (document,) = toolkit.documents(app.db)
    plans.choose(app.db, "2017")
    assert alerts.every(app.db) == ()
    assert toolkit.documents(app.db) == ()
    with pytest.raises(UserError, match="came without this document"):
        toolkit.content(app.db, document)
    assert countries.known(app.db) == countries.facts()
