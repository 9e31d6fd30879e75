"""The plan desk without its window: workbooks read, compared, signed; campaigns take what comes of it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from icbl_desktop.app import App
from icbl_desktop.domain.key_list import KeyRole
from icbl_desktop.domain.plan import Plan, targets_of
from icbl_desktop.domain.plan_extras import Alert, Extras, ToolkitDocument
from icbl_desktop.errors import UserError
from icbl_desktop.formats import secret_key, signing
from icbl_desktop.services import (
    countries,
    key_list_making,
    key_office,
    keys,
    made_bundles,
    plan_desk,
    plan_offers,
    plan_signing,
    plan_updates,
    plans,
    toolkit,
)
from icbl_desktop.services.plan_desk import Book
from icbl_desktop.services.plan_signing import Order, Signed
from tests import workbooks, workspace
from tests.locked_keys import keep_locked
from tests.workspace import signed_plan

EXTRAS = Extras(
    alerts=(
        Alert("a1", "Use reported", "Write to your minister.", date(2018, 9, 3), None, ("1A",), ("NPL",)),
        Alert("a2", "A vote is near", "Call the embassy.", date(2018, 10, 1)),
    ),
    toolkit=(ToolkitDocument("letter-fr.txt", "Letter to a minister", "fr", ("1A",)),),
    titles={"fr": {"plan": "Plan opérationnel 2018-2019"}},
)
NOW = datetime(2018, 3, 1, tzinfo=UTC)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[App]:
    app = workspace.fresh(tmp_path / "office", plan_id="2017")
    yield app
    app.close()


@pytest.fixture
def campaign(tmp_path: Path) -> Iterator[App]:
    """A campaign elsewhere, which has heard of nobody yet."""
    app = workspace.fresh(tmp_path / "campaign", plan_id="2017")
    yield app
    app.close()


@pytest.fixture
def book(tmp_path: Path) -> Book:
    """The 2018-2019 plan in a workbook, with its letter beside it."""
    path = tmp_path / "plan.xlsx"
    path.write_bytes(workbooks.written(next_plan(), EXTRAS, countries.facts()))
    path.with_name("letter-fr.txt").write_bytes(b"Monsieur le Ministre,")
    return plan_desk.read_book(path)


@pytest.fixture
def key(office: App) -> Path:
    """A key of the office; not locked, so that opening it takes no time."""
    return keep_key(office.folders.keys, "geneva-1")


def keep_key(folder: Path, name: str) -> Path:
    made = signing.generate()
    key_office.write(folder / f"{name}.pub", signing.public_key_text(made.public).encode())
    key_office.write(folder / f"{name}.key", secret_key.secret_key_text(made).encode())
    return folder / f"{name}.key"


def next_plan() -> Plan:
    return plans.parse(plans.bundled_raw("2018-2019"))


def public(key: Path) -> str:
    return key.with_suffix(".pub").read_text()


def sign(
    office: App,
    book: Book,
    key: Path,
    number: int = 1,
    with_key_list: bool = False,
    receipts: Path | None = None,
) -> Signed:
    order = Order(number, "ICBL-CMC", key, with_key_list, receipts)
    return plan_signing.sign(office.db, office.folders, book, order, "")


def save(office: App, signed: Signed, path: Path) -> Path:
    return plan_signing.save(office.db, office.folders, signed, path)


def test_a_campaign_takes_what_the_desk_made(
    office: App, campaign: App, book: Book, key: Path, tmp_path: Path
) -> None:
    path = save(office, sign(office, book, key), tmp_path / "out.icblplan")
    keys.trust(campaign.db, public(key), "Geneva")
    offer = plan_offers.look(campaign.db, path)
    plan_updates.apply(campaign.db, campaign.folders, offer)
    assert plans.current(campaign.db) == book.checked.plan == next_plan()
    (letter,) = toolkit.documents(campaign.db)
    assert toolkit.content(campaign.db, letter) == b"Monsieur le Ministre,"


def test_problems_say_where_and_nothing_of_them_is_signed(office: App, key: Path, tmp_path: Path) -> None:
    path = tmp_path / "plan.xlsx"
    path.write_bytes(workbooks.written(next_plan(), EXTRAS, countries.facts()))  # its letter is missing
    book = plan_desk.read_book(path)
    (problem,) = book.checked.problems
    assert (problem.sheet, problem.row, problem.column) == ("toolkit", 2, "file")
    with pytest.raises(UserError, match="Nothing was signed"):
        sign(office, book, key)


def test_a_new_workbook_holds_the_plan_it_starts_from(office: App, tmp_path: Path) -> None:
    path = plan_desk.start_book(office.db, office.folders, "2018-2019", tmp_path / "new.xlsx")
    assert plan_desk.read_book(path).checked.plan == next_plan()
    empty = plan_desk.start_book(office.db, office.folders, "", tmp_path / "empty.xlsx")
    assert plan_desk.read_book(empty).checked.plan is None


def test_a_workbook_that_cannot_be_saved_is_said(office: App, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="could not be saved"):
        plan_desk.start_book(office.db, office.folders, "", tmp_path / "none" / "new.xlsx")


def test_it_is_compared_with_itself_then_with_its_strategy(
    office: App, book: Book, key: Path, tmp_path: Path
) -> None:
    before = plan_desk.bases(office.db, office.folders, next_plan())
    assert [(one.plan.id, one.number) for one in before][:2] == [("2018-2019", 0), ("2017", 0)]
    path = save(office, sign(office, book, key), tmp_path / "out.icblplan")
    first = plan_desk.bases(office.db, office.folders, next_plan())[0]
    assert first == plan_desk.open_base(path)
    assert (first.number, first.extras) == (1, EXTRAS)


@pytest.mark.parametrize("iso3", ["NPL", "KHM", "AGO"])
def test_the_preview_says_what_the_target_tables_say(office: App, book: Book, iso3: str) -> None:
    old = plans.plan(office.db, "2017")
    base = next(one for one in plan_desk.bases(office.db, office.folders, old) if one.plan == old)
    assert book.checked.plan
    shown = plan_desk.preview(base, book.checked.plan, book.checked.extras, (iso3,))
    before, after = (set(targets_of(plan, [iso3])) for plan in (old, book.checked.plan))
    assert set(shown.changes.gained) == after - before
    assert set(shown.changes.lost) == before - after
    assert set(shown.changes.kept) == before & after
    assert (shown.beside.alerts, shown.beside.documents) == (EXTRAS.alerts, {"fr": 1})


def test_without_an_earlier_plan_all_is_new(book: Book) -> None:
    assert book.checked.plan
    shown = plan_desk.preview(None, book.checked.plan, book.checked.extras, ())
    assert shown.changes.gained == book.checked.plan.targets


def test_each_bundle_gets_the_next_number_and_names_the_one_before(
    office: App, book: Book, key: Path, tmp_path: Path
) -> None:
    first = sign(office, book, key)
    save(office, first, tmp_path / "first.icblplan")
    proposal = plan_signing.propose(office.db, office.folders, "2018-2019")
    assert (proposal.number, proposal.issuer) == (2, "ICBL-CMC")
    second = sign(office, book, key, proposal.number)
    assert second.bundle.manifest.base == first.bundle.manifest.bundle_id
    assert second.name == "2018-2019-n2.icblplan"


def test_a_number_is_never_given_twice(office: App, book: Book, key: Path, tmp_path: Path) -> None:
    first, other = sign(office, book, key), sign(office, book, key)
    path = save(office, first, tmp_path / "first.icblplan")
    for again in (lambda: sign(office, book, key), lambda: save(office, other, tmp_path / "other.icblplan")):
        with pytest.raises(UserError, match="Use 2 or a higher one") as refusal:
            again()
        assert refusal.value.field == "number"
    assert not (tmp_path / "other.icblplan").exists()
    path.unlink()  # what was sent away is remembered all the same
    assert plan_signing.propose(office.db, office.folders, "2018-2019").number == 2


def test_a_number_that_another_office_gave_counts(office: App, book: Book, key: Path) -> None:
    colleague = signing.generate()
    keys.trust(office.db, signing.public_key_text(colleague.public), "Colleague")
    offer = plan_offers.offer(office.db, signed_plan(colleague, sequence=5))
    plan_updates.apply(office.db, office.folders, offer)
    assert plan_signing.propose(office.db, office.folders, "2018-2019").number == 6
    with pytest.raises(UserError, match="Number 5 of this plan is taken"):
        sign(office, book, key, 5)


def test_where_the_disk_refuses_the_number_stays_free(
    office: App, book: Book, key: Path, tmp_path: Path
) -> None:
    with pytest.raises(UserError, match="could not be saved"):
        save(office, sign(office, book, key), tmp_path / "none" / "out.icblplan")
    assert plan_signing.propose(office.db, office.folders, "2018-2019").number == 1
    assert save(office, sign(office, book, key), tmp_path / "out.icblplan").exists()


def test_a_wrong_passphrase_changes_nothing(office: App, book: Book) -> None:
    key = keep_locked(office.folders.keys, "locked", "seven green doors")
    order = Order(number=1, issuer="ICBL-CMC", key=key)
    with pytest.raises(UserError, match="does not open the key") as refusal:
        plan_signing.sign(office.db, office.folders, book, order, "seven green windows")
    assert refusal.value.field == "passphrase"
    assert not office.folders.made.exists()
    signed = plan_signing.sign(office.db, office.folders, book, order, "seven green doors")
    assert signed.bundle.fingerprint == key_office.look_at(key).fingerprint


def test_the_key_list_goes_along_and_a_campaign_then_needs_the_root_alone(
    office: App, campaign: App, book: Book, key: Path, tmp_path: Path
) -> None:
    folder, root = office.folders.keys, keep_key(tmp_path / "stick", "root-1")
    key_list_making.add_officer(folder, "Amal Haddad", public(key), NOW)
    key_list_making.sign_list(folder, root.read_text())
    signed = sign(office, book, key, with_key_list=True)
    assert signed.bundle.signer_name == "Amal Haddad"
    keys.trust(campaign.db, public(root), "Root", KeyRole.ROOT)
    offer = plan_offers.look(campaign.db, save(office, signed, tmp_path / "out.icblplan"))
    assert (offer.obstacle, offer.signer_name) == ("", "Amal Haddad")


def test_a_revoked_key_signs_nothing(office: App, book: Book, key: Path) -> None:
    folder = office.folders.keys
    key_list_making.add_officer(folder, "Amal Haddad", public(key), NOW)
    key_list_making.revoke(folder, public(key), "Laptop stolen", NOW.date(), NOW)
    with pytest.raises(UserError, match="revokes this key") as refusal:
        sign(office, book, key)
    assert refusal.value.field == "key"


def test_receipts_of_a_folder_go_along(office: App, book: Book, key: Path, tmp_path: Path) -> None:
    folder = tmp_path / "receipts"
    folder.mkdir()
    with pytest.raises(UserError, match="no sealed receipts") as refusal:
        sign(office, book, key, receipts=folder)
    assert refusal.value.field == "receipts"
    (folder / "cambodia.age").write_bytes(b"age-encryption.org/v1\n")
    assert sign(office, book, key, receipts=folder).bundle.receipts == ("receipts/cambodia.age",)


def test_the_name_of_any_plan_makes_a_file_name(tmp_path: Path) -> None:
    made_bundles.keep(tmp_path, "icbl:2020", 3, b"bundle")
    assert made_bundles.numbers(tmp_path, "icbl:2020") == (3,)
    assert made_bundles.numbers(tmp_path, "icbl") == ()
    assert not any(":" in path.name for path in tmp_path.iterdir())
    with pytest.raises(UserError, match="given to another bundle"):
        made_bundles.keep(tmp_path, "icbl:2020", 3, b"other")
