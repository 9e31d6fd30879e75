"""A plan through workbook, bundle, signature and import, by commands alone, comes out the same plan."""

from __future__ import annotations

import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import date
from pathlib import Path

import pytest

from icbl_desktop.domain.countries import Countries, Standing, State
from icbl_desktop.domain.key_list import OfficerKey
from icbl_desktop.domain.plan_extras import Alert, Extras, ToolkitDocument
from icbl_desktop.formats import bundle_parts, signing
from icbl_desktop.services import alerts, plan_parts, plans, toolkit
from icbl_desktop.store.database import Database
from tests.bundles import ROOT, key_files, officers
from tests.shell import Shell
from tests.workspace import signed_plan

PARTY = Standing("state_party", date(1997, 12, 3), date(1999, 7, 28), "ratification", date(2000, 1, 1))
EXTRAS = Extras(
    alerts=(
        Alert("use", "Use reported", "Write to your minister.", date(2018, 9, 3), None, ("1A",), ("KHM",)),
    ),
    toolkit=(ToolkitDocument("letter-fr.docx", "Letter to a minister", "fr", ("1A",), "Fill in the name."),),
    titles={
        "fr": {"plan": "Plan opérationnel 2018-2019", "objectives/1A": "=Adhésions", "alerts/use": "Usage"}
    },
    countries=Countries(
        date(2026, 3, 2),
        {"KHM": State("KHM", "Cambodia", "Asia", "South-eastern Asia", PARTY, Standing("signatory"))},
        (),
    ),
)
DOCUMENTS = {"letter-fr.docx": b"PK a letter"}


def run(shell: Shell, *words: object) -> str:
    """A command that must succeed."""
    code, out, err = shell("plan", *words)
    assert (code, err) == (0, "")
    return out


@contextmanager
def opened(shell: Shell) -> Iterator[Database]:
    """The campaign's records."""
    with closing(Database(shell.folder / "workspace" / "workspace.db")) as db:
        yield db


@pytest.mark.parametrize("plan_id", ["2017", "2018-2019"])
def test_an_operational_plan_comes_out_as_it_went_in(cambodia: Shell, plan_id: str) -> None:
    folder = cambodia.folder
    book, bundle = folder / "book.xlsx", folder / "plan.icblplan"
    run(cambodia, "template", "--from", plan_id, book)
    run(cambodia, "check", book)
    run(cambodia, "keygen", folder / "officer")
    run(cambodia, "build", book, bundle, "--sequence", 1)
    run(cambodia, "sign", bundle, "--key", folder / "officer.key")
    run(cambodia, "verify", bundle, "--key", folder / "officer.pub")
    run(cambodia, "import", bundle, "--trust", folder / "officer.pub")
    with opened(cambodia) as db:
        assert plans.current(db) == plans.parse(plans.bundled_raw(plan_id))
        assert plans.current_version(db).origin == "imported"


@pytest.mark.skipif(shutil.which("minisign") is None, reason="Debian's minisign is not installed")
def test_minisign_checks_what_the_commands_signed(cambodia: Shell) -> None:
    folder = cambodia.folder
    run(cambodia, "keygen", folder / "officer")
    run(cambodia, "build", "2018-2019", folder / "plan.icblplan")
    run(cambodia, "sign", folder / "plan.icblplan", "--key", folder / "officer.key")
    with zipfile.ZipFile(folder / "plan.icblplan") as archive:
        archive.extractall(folder / "plan")
    check = ["minisign", "-Vm", str(folder / "plan" / "manifest.json"), "-p", str(folder / "officer.pub")]
    assert subprocess.run(check, capture_output=True, check=False).returncode == 0
    with (folder / "plan" / "manifest.json").open("ab") as manifest:
        manifest.write(b" ")
    assert subprocess.run(check, capture_output=True, check=False).returncode != 0


@pytest.fixture
def office(cambodia: Shell) -> Path:
    """A book with everything in it, its documents, a signed key list and a receipt; the officer's key."""
    folder = cambodia.folder / "office"
    folder.mkdir()
    officer = signing.generate()
    full = signed_plan(officer, parts=bundle_parts.write(EXTRAS, DOCUMENTS))
    (folder / "earlier.icblplan").write_bytes(full)
    run(cambodia, "template", "--from", folder / "earlier.icblplan", folder / "book.xlsx")
    for name, content in DOCUMENTS.items():
        (folder / name).write_bytes(content)
    run(cambodia, "keygen", folder / "amal")
    public = signing.parse_public_key((folder / "amal.pub").read_text())
    for name, content in key_files(officers(OfficerKey("Amal", signing.public_key_line(public)))).items():
        (folder / name).write_bytes(content)
    (folder / "root.pub").write_text(signing.public_key_text(ROOT.public))
    (folder / "KHM.age").write_bytes(b"age-encryption.org/v1\nsealed")
    return folder


def test_all_that_goes_with_a_plan_comes_through_too(cambodia: Shell, office: Path) -> None:
    book, bundle = office / "book.xlsx", office / "plan.icblplan"
    run(cambodia, "check", book)
    run(cambodia, "build", book, bundle, "--keys", office / "keys.json", "--receipts", office)
    run(cambodia, "sign", bundle, "--key", office / "amal.key")
    assert run(cambodia, "verify", bundle, "--root", office / "root.pub").startswith("Good: 2018-2019 Oper")
    parts = cambodia.data("plan", "verify", bundle, "--root", office / "root.pub", "--json")["parts"]
    assert {"keys.json", "receipts/KHM.age", "toolkit/letter-fr.docx", "i18n/fr.json"} < set(parts)
    run(cambodia, "import", bundle, "--trust", office / "amal.pub")
    with opened(cambodia) as db:
        with db.read() as session:
            assert plan_parts.extras(session, plans.current_version(db).digest) == EXTRAS
        assert plans.current(db) == plans.parse(plans.bundled_raw("2018-2019"))
        assert [one.ref for one in alerts.every(db)] == ["2018-2019/use"]
        assert toolkit.content(db, EXTRAS.toolkit[0]) == DOCUMENTS["letter-fr.docx"]


def test_a_document_that_does_not_lie_beside_the_book_is_missed(cambodia: Shell, office: Path) -> None:
    (office / "letter-fr.docx").unlink()
    code, out, _ = cambodia("plan", "check", office / "book.xlsx")
    assert (code, out.partition(":")[0]) == (1, "toolkit, row 2, file")
    assert cambodia("plan", "build", office / "book.xlsx", office / "plan.icblplan")[0] == 1
    assert not (office / "plan.icblplan").exists()
