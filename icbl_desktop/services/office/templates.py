"""Questions that are asked often, to begin from: some come with the program, others are the office's own."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import uuid4

from sqlalchemy import select

from icbl_desktop.domain.receipt import MAX_QUESTION
from icbl_desktop.domain.vocabulary import Changed
from icbl_desktop.errors import UserError
from icbl_desktop.store.office import OfficeStore, note
from icbl_desktop.store.tables_review import TemplateRow

MAX_TITLE = 100
"""Characters of the words a template is chosen by."""


@dataclass(frozen=True)
class Template:
    """A question to begin from. ``shipped``: it came with the program, and the window translates it."""

    id: str
    title: str
    text: str
    shipped: bool = False


SHIPPED = (
    Template("receipt", "Receipt of an expense", "Please send the receipt for this expense.", True),
    Template("confirm", "Who can confirm it", "Who can confirm this outcome?", True),
    Template("date", "When it was", "When exactly was this? Please give the date.", True),
    Template("participants", "How many took part", "How many took part, and how many were women?", True),
    Template("budget", "Amount and budget", "This amount and the budget line differ. Which is right?", True),
    Template("institution", "Which institution", "Which ministry or institution was it?", True),
    Template("result", "What came of it", "What came of this? One sentence is enough.", True),
    Template("file", "The file behind it", "Please send the file behind this record.", True),
)  # fmt: skip


def templates(store: OfficeStore) -> tuple[Template, ...]:
    """Those of the program, then the office's own by title."""
    with store.read() as session:
        rows = session.scalars(select(TemplateRow).order_by(TemplateRow.title, TemplateRow.id)).all()
    return (*SHIPPED, *(Template(row.id, row.title, row.text) for row in rows))


def find(store: OfficeStore, name: str) -> Template:
    """The template of this id or title. Raises UserError where there is none."""
    known = templates(store)
    found = next((one for one in known if name in (one.id, one.title)), None)
    if found is None:
        raise UserError(
            "There is no question named {name}. Nothing was changed. There are: {names}.",
            name=name,
            names=", ".join(one.title for one in known),
        )
    return found


def save(store: OfficeStore, title: str, text: str, by: str, template_id: str = "") -> Changed:
    """Keep a question of the office's own, new or changed. Raises UserError at "title" or "text"."""
    _check(title.strip(), text.strip())
    named = [one.id for one in templates(store) if one.title.casefold() == title.strip().casefold()]
    if named and template_id not in named:
        raise UserError("There is a question of this name. Nothing was saved. Choose another.", field="title")
    with store.write() as session:
        row = session.get(TemplateRow, template_id) if template_id else None
        if template_id and row is None:
            raise UserError("This question is not here any more. Nothing was changed.")
        kept = row or TemplateRow(id=str(uuid4()))
        kept.title, kept.text = title.strip(), text.strip()
        session.add(kept)
        note(session, store.clock(), by, "question kept", kept.id, title=kept.title, text=kept.text)
    return Changed.of("inbox")


def remove(store: OfficeStore, template_id: str, by: str) -> Changed:
    """Take a question of the office's own out of the list; what was asked with it stays asked."""
    with store.write() as session:
        row = session.get(TemplateRow, template_id)
        if row is None:
            raise UserError("Only questions of your own can be taken out. Nothing was changed.")
        session.delete(row)
        note(session, store.clock(), by, "question taken out", template_id, title=row.title, text=row.text)
    return Changed.of("inbox")


def _check(title: str, text: str) -> None:
    if not title or len(title) > MAX_TITLE or not title.isprintable():
        raise UserError(
            "Give the question a short name of one line, to choose it by. Nothing was saved.", field="title"
        )
    if not text or len(text) > MAX_QUESTION:
        raise UserError(
            "Write the question, in {most} characters or fewer. Nothing was saved.",
            field="text",
            most=MAX_QUESTION,
        )
