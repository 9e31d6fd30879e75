"""What may go along with the small plans of ``tests.plans``: alerts, documents, titles, country facts."""

from __future__ import annotations

from datetime import date

from icbl_desktop.domain.countries import Countries, Deadline, Standing, State
from icbl_desktop.domain.plan_extras import Alert, Extras, ToolkitDocument

_PARTY = Standing("state_party", None, date(1999, 7, 28), "ratification", date(2000, 1, 1))
_LEFT = Standing(
    "not_party", date(1997, 12, 4), date(2003, 5, 12), "accession", date(2003, 11, 1), date(2025, 12, 27)
)


def rich_extras() -> Extras:
    """Something of everything, for ``first_plan``."""
    return Extras(
        alerts=(
            Alert("a1", "Use reported", "Write to your minister.", date(2017, 9, 3), date(2017, 9, 14),
                  ("1A", "2B"), ("KHM", "LAO")),
            Alert("a2", "=A vote is near", "Call the embassy.\nThen tell us.", date(2017, 10, 1)),
        ),
        toolkit=(
            ToolkitDocument("letter-fr.docx", "Letter to a minister", "fr", ("1A",), "Fill in the name."),
            ToolkitDocument("poster 4 April.pdf", "Poster", "pt-BR"),
        ),
        titles={
            "fr": {
                "plan": "Plan opérationnel 2017",
                "strategy": "Stratégie 2017-2021",
                "goals/1": "Plus d'usage",
                "objectives/1A": "Davantage d'États rejoignent la Convention",
                "questions/1A-i1": "Votre État a-t-il adhéré ?",
                "reasons/1A/interim-steps": "Peut agir dès maintenant.",
                "alerts/a1": "Usage signalé",
                "asked/a1": "Écrivez à votre ministre.",
                "toolkit/letter-fr.docx": "Lettre à un ministre",
            },
            "km": {"plan": "ផែនការ", "events/e1": "=ថ្ងៃ", "activities/1A-a1": "ជួប\nក្រសួង"},
        },
        countries=Countries(
            date(2026, 2, 3),
            {
                "KHM": State("KHM", "Cambodia", "Region", "Subregion", _PARTY, Standing("not_party")),
                "LAO": State("LAO", "Laos", "Region", "Subregion", _LEFT, Standing("signatory"), "Left."),
                "XKX": State("XKX", "Kosovo", "Europe", "Southern Europe", None, None),
            },
            (
                Deadline("KHM", "MBT", 5, "yes", date(2025, 12, 31), "2024-02"),
                Deadline("XKX", "MBT", 5, "unknown", None, ""),
                Deadline("KHM", "CCM", 4, "no", None, "2020"),
            ),
        ),
    )  # fmt: skip
