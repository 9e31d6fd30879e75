"""The rules of ARCHITECTURE, checked by reading the source: each function gives the places that break one."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

PACKAGE = "icbl_desktop"

# Which parts of the package a part may import.
ALLOWED = {
    "errors": set(),
    "files": {"errors"},
    "config": {"files"},
    "domain": {"domain"},
    "store": {"store", "domain", "errors", "files"},
    "formats": {"formats", "domain", "errors"},
    "services": {"services", "store", "formats", "domain", "errors", "config", "files"},
    "app": {"services", "store", "domain", "errors", "config"},
    "ui": {"ui", "services", "domain", "errors", "config", "app"},
    "commands": {"commands", "services", "domain", "errors", "config", "files", "app"},
    "cli": {"commands", "services", "domain", "errors", "config", "app", "ui"},
    "__main__": {"cli"},
    "__init__": set(),
}

# Which libraries only some places may import.
PLACES = {
    "PySide6": ("ui.",),
    "shiboken6": ("ui.",),
    "sqlalchemy": ("store.", "services.", "app"),
    "sqlcipher3": ("store.",),
    "psycopg": ("store.postgresql",),
    "reportlab": ("formats.report_pdf.",),
    "babel": ("formats.report_pdf.", "formats.iati"),
    "uharfbuzz": ("formats.report_pdf.typesetting.",),
    "fontTools": ("formats.report_pdf.typesetting.",),
    "icu4py": ("formats.report_pdf.typesetting.",),
    "fpdf": ("formats.report_pdf.typesetting.",),
    "pikepdf": ("formats.",),
    "openpyxl": ("formats.workbook",),
    "mnemonic": ("formats.key_words",),
    "icalendar": ("formats.calendar_ics",),
    "PIL": ("formats.photos", "commands.demo_files"),
    "pyrage": ("formats.sealing",),
}
MESSAGE_BOX = ("QMessageBox", "ui.messages")

# What the widgets every page is made of do without.
KIT_KNOWS_NOT = (
    "services",
    "app",
    "ui.context",
    "ui.pages",
    "ui.worklog",
    "ui.plan",
    "ui.progress",
    "ui.calendar",
    "ui.report",
    "ui.settings",
    "ui.inbox",
    "ui.picture",
)

NETWORK = (
    "asyncio", "ftplib", "http", "httpx", "requests", "smtplib", "socket", "socketserver", "ssl", "urllib",
    "PySide6.QtNetwork", "PySide6.QtWebEngineCore", "PySide6.QtWebEngineWidgets", "PySide6.QtWebSockets",
)  # fmt: skip

# Late imports that one comment explains for a whole section: each page is loaded at its first visit.
LATE = ("ui.page_list", "ui.pages")

MAX_MODULE, MAX_FUNCTION = 300, 40


@dataclass(frozen=True)
class Import:
    """One imported module, and whether the import stands inside a function."""

    name: str
    line: int
    inside: bool


@dataclass(frozen=True)
class Module:
    """One file; ``name`` is its dotted name inside the package: "store.database", "app"."""

    name: str
    path: Path
    text: str

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.text)

    @property
    def part(self) -> str:
        """The layer, or the single module at the top, that it belongs to."""
        return self.name.split(".")[0]

    @cached_property
    def imports(self) -> tuple[Import, ...]:
        return tuple(_imports(self.tree, inside=False))

    def place(self, line: int) -> str:
        return f"{self.name}:{line}"


def read(package: Path) -> dict[str, Module]:
    """All modules of the package by name; a package's own file is named "part.__init__"."""
    modules = {}
    for path in sorted(package.rglob("*.py")):
        name = ".".join(path.relative_to(package).with_suffix("").parts)
        modules[name] = Module(name, path, path.read_text(encoding="utf-8"))
    return modules


def _imports(node: ast.AST, *, inside: bool) -> Iterator[Import]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Import):
            yield from (Import(alias.name, child.lineno, inside) for alias in child.names)
        elif isinstance(child, ast.ImportFrom):
            start = "." * child.level + (child.module or "")
            yield from (Import(f"{start}.{alias.name}", child.lineno, inside) for alias in child.names)
        elif not isinstance(child, ast.expr):  # where no import can stand
            function = isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef)
            yield from _imports(child, inside=inside or function)


def within(name: str, outer: str) -> bool:
    """Whether a dotted name is, or lies in, another."""
    return name == outer or name.startswith(f"{outer}.")


def _own(one: Import) -> str | None:
    """What is imported of our own package, without its name; None for a library."""
    return one.name.removeprefix(PACKAGE).lstrip(".") if within(one.name, PACKAGE) else None


def wrong_layers(modules: dict[str, Module]) -> Iterator[str]:
    """Imports against the one direction; and relative ones, which hide it."""
    for module in modules.values():
        for one in module.imports:
            own = _own(one)
            part = own.split(".")[0] if own else ""
            if one.name.startswith("."):
                yield f"{module.place(one.line)} imports relatively"
            elif own is not None and part in ALLOWED and part not in ALLOWED.get(module.part, set()):
                yield f"{module.place(one.line)} imports {part}"
        if module.part not in ALLOWED:
            yield f"{module.name} belongs to no layer"


def worldly_kit(modules: dict[str, Module]) -> Iterator[str]:
    """Imports of services or of the parts of pages in the window's kit, which serves any page."""
    for module in modules.values():
        if not module.name.startswith("ui.kit."):
            continue
        for one in module.imports:
            own = _own(one) or ""
            if own.startswith(KIT_KNOWS_NOT):
                yield f"{module.place(one.line)} imports {own}"


def misplaced_libraries(modules: dict[str, Module]) -> Iterator[str]:
    """Libraries outside the only places that may know them, and message boxes outside theirs."""
    for module in modules.values():
        for one in module.imports:
            library = one.name.split(".")[0]
            if library in PLACES and not f"{module.name}.".startswith(PLACES[library]):
                yield f"{module.place(one.line)} imports {library}"
        word, place = MESSAGE_BOX
        if word in module.text and module.name != place:
            yield f"{module.name} speaks of {word}"


def pages_that_know_each_other(modules: dict[str, Module]) -> Iterator[str]:
    """Imports from one page to another."""
    for module in modules.values():
        if module.name.startswith("ui.pages."):
            for one in module.imports:
                if within(_own(one) or "", "ui.pages") and not within(_own(one) or "", module.name):
                    yield f"{module.place(one.line)} imports {_own(one)}"


def network_code(modules: dict[str, Module]) -> Iterator[str]:
    """Imports of anything that could speak to another computer."""
    for module in modules.values():
        for one in module.imports:
            if any(within(one.name, name) for name in NETWORK):
                yield f"{module.place(one.line)} imports {one.name}"


def unexplained_late_imports(modules: dict[str, Module]) -> Iterator[str]:
    """Imports inside a function with no comment on their line or above the block they stand in."""
    for module in modules.values():
        lines = module.text.splitlines()
        explained = 0
        late = (one for one in module.imports if one.inside and not _first_visit(module, one))
        for one in sorted(late, key=lambda one: one.line):
            above = lines[one.line - 2].strip()
            if "#" in lines[one.line - 1] or above.startswith("#") or explained == one.line - 1:
                explained = one.line
            elif explained != one.line:
                yield f"{module.place(one.line)} imports {one.name} late and does not say why"


def _first_visit(module: Module, one: Import) -> bool:
    return module.name == LATE[0] and within(_own(one) or "", LATE[1])


def cycles(modules: dict[str, Module]) -> Iterator[str]:
    """Modules that import each other, directly or around corners, early or late."""
    graph = {name: sorted(_imported(modules, module)) for name, module in modules.items()}
    done: set[str] = set()

    def visit(name: str, path: tuple[str, ...]) -> Iterator[str]:
        if name in path:
            yield " -> ".join([*path[path.index(name) :], name])
        elif name not in done:
            for other in graph[name]:
                yield from visit(other, (*path, name))
            done.add(name)

    for name in graph:
        yield from visit(name, ())


def _imported(modules: dict[str, Module], module: Module) -> set[str]:
    """Our modules that a module imports: "store.database" for ``from icbl_desktop.store import database``."""
    found = set()
    for own in (_own(one) for one in module.imports):
        if own is not None:
            candidates = (
                own,
                own.rpartition(".")[0],
                f"{own}.__init__",
                f"{own.rpartition('.')[0]}.__init__",
            )
            found |= {next((name for name in candidates if name in modules), module.name)}
    return found - {module.name}


def untranslatable_texts(modules: dict[str, Module]) -> Iterator[str]:
    """``tr`` of anything but a literal; ``translate`` of a text that is put together on the spot.

    ``translate`` may take a marked text out of a table, which is how Qt translates tables.
    """
    for module in modules.values():
        for node in ast.walk(module.tree):
            if isinstance(node, ast.Call) and node.args and not _translatable(node):
                yield f"{module.place(node.lineno)} translates what no translator ever sees"


def _translatable(call: ast.Call) -> bool:
    last = getattr(call.func, "attr", getattr(call.func, "id", ""))
    if last not in ("tr", "translate"):
        return True  # as nearly always: spelling it out would take seconds
    function = ast.unparse(call.func)
    if function.endswith(".tr") or function == "tr":
        return all(map(_is_text, call.args))
    if function.endswith("Application.translate"):
        put_together = ast.JoinedStr | ast.Call | ast.BinOp
        return _is_text(call.args[0]) and not isinstance(call.args[1], put_together)
    return True


def _is_text(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def too_long(modules: dict[str, Module]) -> Iterator[str]:
    """Modules and functions longer than a reader can hold."""
    for module in modules.values():
        length = len(module.text.splitlines())
        if length > MAX_MODULE:
            yield f"{module.name} has {length} lines"
        for node in ast.walk(module.tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                length = (node.end_lineno or node.lineno) - node.lineno + 1
                if length > MAX_FUNCTION:
                    yield f"{module.place(node.lineno)} {node.name} has {length} lines"
