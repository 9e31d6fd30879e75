"""The layers, the places of libraries, and other promises of the design, read from the source."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests import source_rules
from tests.source_rules import Module

ROOT = Path(__file__).parents[1]

Rule = Callable[[dict[str, Module]], Iterator[str]]
RULES: dict[str, Rule] = {
    "layers go one way": source_rules.wrong_layers,
    "the kit knows no service": source_rules.worldly_kit,
    "libraries keep to their places": source_rules.misplaced_libraries,
    "pages do not know each other": source_rules.pages_that_know_each_other,
    "no network code": source_rules.network_code,
    "late imports say why": source_rules.unexplained_late_imports,
    "no module imports itself around corners": source_rules.cycles,
    "every text can be translated": source_rules.untranslatable_texts,
    "nothing is too long to read": source_rules.too_long,
}

# What must never stand in a file of the project: a place on somebody's computer, a registry's address.
HOME = re.compile(r"(?<![\w.~/])/(?:home|root|work|Users)/\w|[A-Z]:\\Users\\\w")
REGISTRY = re.compile(r"(?:pypi|pythonhosted|npmjs|crates|golang)\.(?:org|io|com)|index-url\W+https?:")


@pytest.fixture(scope="module")
def package() -> dict[str, Module]:
    return source_rules.read(ROOT / "icbl_desktop")


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES.keys())
def test_the_package_keeps_the_rule(package: dict[str, Module], rule: Rule) -> None:
    assert list(rule(package)) == []


def test_the_package_is_read_whole(package: dict[str, Module]) -> None:
    assert {"app", "store.database", "services.activities", "ui.messages"} <= package.keys()


BAD = [
    ("layers go one way", "domain/plan.py", "from icbl_desktop.errors import UserError"),
    ("layers go one way", "store/audit.py", "from icbl_desktop.formats import signing"),
    ("layers go one way", "store/audit.py", "import icbl_desktop.config"),
    ("layers go one way", "formats/bundle.py", "from icbl_desktop import store"),
    ("layers go one way", "services/plans.py", "from icbl_desktop.ui.jobs import write"),
    ("layers go one way", "ui/pages/one.py", "def show():\n    from icbl_desktop.store import listing"),
    ("layers go one way", "ui/pages/one.py", "from ..jobs import write"),
    ("layers go one way", "helpers/things.py", "x = 1"),
    ("the kit knows no service", "ui/kit/forms.py", "from icbl_desktop.services import plans"),
    ("the kit knows no service", "ui/kit/forms.py", "from icbl_desktop.ui.worklog import grant_form"),
    ("libraries keep to their places", "services/plans.py", "from PySide6.QtCore import QDate"),
    ("libraries keep to their places", "ui/jobs.py", "import sqlalchemy.orm"),
    ("libraries keep to their places", "formats/bundle.py", "from reportlab.lib import colors"),
    ("libraries keep to their places", "ui/pages/one.py", "from PySide6.QtWidgets import QMessageBox"),
    ("libraries keep to their places", "ui/jobs.py", "from PySide6 import QtWidgets as w\nw.QMessageBox()"),
    ("pages do not know each other", "ui/pages/one.py", "from icbl_desktop.ui.pages import two"),
    ("pages do not know each other", "ui/pages/one.py", "import icbl_desktop.ui.pages.two"),
    ("no network code", "services/plans.py", "from urllib.request import urlopen"),
    ("no network code", "ui/jobs.py", "from PySide6 import QtNetwork"),
    ("no network code", "ui/jobs.py", "def f():\n    import socket  # starts faster"),
    ("late imports say why", "app.py", "def f():\n    import json"),
    ("late imports say why", "ui/one.py", "def f():\n    from icbl_desktop.ui.pages import two"),
    ("late imports say why", "app.py", "def f():\n    import json  # starts faster\n\n    import math"),
    ("no module imports itself around corners", "store/a.py", "from icbl_desktop.store import b"),
    ("no module imports itself around corners", "store/a.py", "def f():\n    import icbl_desktop.store.c"),
    ("every text can be translated", "ui/one.py", 'self.tr(f"Hello {name}")'),
    ("every text can be translated", "ui/one.py", 'self.tr("Hello {name}".format(name=name))'),
    ("every text can be translated", "ui/one.py", 'self.tr("Hello %s" % name)'),
    ("every text can be translated", "ui/one.py", "self.tr(words)"),
    ("every text can be translated", "ui/one.py", 'tr("one", f"Hello {name}")'),
    ("every text can be translated", "ui/one.py", 'QCoreApplication.translate("one", f"Hello {name}")'),
    ("every text can be translated", "ui/one.py", 'QCoreApplication.translate(context, "Hello")'),
    ("nothing is too long to read", "app.py", "x = 1\n" * 301),
    ("nothing is too long to read", "app.py", "def f():\n" + "    x = 1\n" * 40),
]
GOOD = {
    "store/b.py": "from icbl_desktop.store import c",
    "store/c.py": "from icbl_desktop.store.a import x",
    "ui/pages/two.py": "from icbl_desktop.ui import jobs",
    "ui/jobs.py": 'self.tr("Hello {name}").format(name=name)\nQCoreApplication.translate("x", words[1])',
    "ui/messages.py": "from PySide6.QtWidgets import QMessageBox",
    "cli.py": "def f():\n    # starts faster without\n    import json\n    import math",
    "formats/report_pdf/page.py": "from reportlab.lib import colors\n'abc'.translate(table)",
    "ui/page_list.py": "def f():\n    from icbl_desktop.ui.pages import two",
    "app.py": "def f():\n" + "    x = 1\n" * 39,
}


@pytest.mark.parametrize(("rule", "file", "text"), BAD)
def test_each_rule_finds_what_breaks_it(tmp_path: Path, rule: str, file: str, text: str) -> None:
    for name, content in {**GOOD, "store/a.py": "x = 1"}.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(content)
    tree = source_rules.read(tmp_path)
    assert [fault for one in RULES.values() for fault in one(tree)] == [], "the good tree is good"

    (tmp_path / file).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / file).write_text(text)
    assert list(RULES[rule](source_rules.read(tmp_path))) != []


def test_a_cycle_is_named_module_by_module(tmp_path: Path) -> None:
    for name, content in GOOD.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(content)
    (tmp_path / "store/a.py").write_text("from icbl_desktop.store import b")
    assert list(source_rules.cycles(source_rules.read(tmp_path))) == [
        "store.a -> store.b -> store.c -> store.a"
    ]


def own_files() -> list[Path]:
    """The project's files, those not added yet included."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "--exclude=.venv", "-z"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout
    return [ROOT / name for name in listed.decode().split("\0") if name and (ROOT / name).is_file()]


@pytest.mark.skipif(not (ROOT / ".git").exists(), reason="not a checkout")
@pytest.mark.parametrize("pattern", [HOME, REGISTRY], ids=["a place on a computer", "a registry"])
def test_no_file_names(pattern: re.Pattern[str]) -> None:
    found = {}
    for path in own_files():
        content = path.read_bytes()
        if b"\0" not in content[:4096] and (hit := pattern.search(content.decode("utf-8", "replace"))):
            found[str(path.relative_to(ROOT))] = hit[0]
    assert found == {}


@pytest.mark.parametrize(
    ("pattern", "text", "expected"),
    [
        (HOME, "see /" + "home/me/x", True),
        (HOME, "C:" + "\\Users\\me", True),
        (HOME, "docs/" + "work/plan", False),
        (REGISTRY, "https://" + "pypi" + ".org/simple", True),
        (REGISTRY, "--index-" + "url https://x", True),
        (REGISTRY, "the registry", False),
    ],
)
def test_the_patterns_find_what_they_should(pattern: re.Pattern[str], text: str, expected: bool) -> None:
    assert bool(pattern.search(text)) is expected
