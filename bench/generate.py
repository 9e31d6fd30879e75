"""A workspace with many plausible activities, made in seconds.

``python -m bench.generate DIR COUNT`` makes one to look at in the window.
"""

from __future__ import annotations

import random
import sys
import uuid
from collections.abc import Callable, Iterator
from dataclasses import asdict, replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

from sqlalchemy import insert

from icbl_desktop.app import App, open_app
from icbl_desktop.config import Folders
from icbl_desktop.domain.vocabulary import ActivityType
from icbl_desktop.domain.work import ActivityDraft, CampaignDraft
from icbl_desktop.services import campaign
from icbl_desktop.store.tables_work import ActivityRow

BATCH = 500
WHO = (
    "Ministry of Foreign Affairs", "Ministry of Defence", "Cambodian Mine Action Authority",
    "National Assembly", "Disability Action Council", "Jesuit Service", "Royal University",
    "Embassy of Norway", "village chiefs", "survivor network", "journalists", "school teachers",
    "provincial governor", "Red Cross", "army engineers",
)  # fmt: skip
ABOUT = (
    "joining the Convention on Cluster Munitions", "Mine Ban Treaty Article 5",
    "clearance of border minefields", "victim assistance", "accessible schools", "stockpile destruction",
    "a national law", "voting at the UN", "survivors in delegations", "cluster munition remnants",
    "funding for prosthetics", "the extension request",
)  # fmt: skip
DID = (
    "asked for a paper on", "promised to raise", "wrote about", "named a focal point for",
    "declined to speak on", "put off a decision on", "invited us to present",
    "agreed on three requests about", "collected signatures for",
)  # fmt: skip
NEXT = (
    "We send the figures by e-mail.", "A visit follows in spring.", "Nothing was decided.",
    "ពួកគេបានយល់ព្រម។", "The draft goes to cabinet.", "Two papers printed it.", "They call us back.",
    "Photographs are attached.",
)  # fmt: skip
KHMER = (
    "ពួកគេបានយល់ព្រម។", "យើងបានជួបជាមួយក្រសួងការបរទេស។", "អ្នករស់រានមានជីវិតពីគ្រាប់មីនបានចូលរួម។",
    "រដ្ឋាភិបាលបានសន្យាថានឹងឆ្លើយតបនៅឆ្នាំក្រោយ។", "យើងបានពិភាក្សាអំពីអនុសញ្ញាស្តីពីគ្រាប់បែកចង្កោម។",
    "ឯកសារនឹងត្រូវផ្ញើទៅគណៈរដ្ឋមន្ត្រី។",
)  # fmt: skip
SYLLABLES = (
    "bat", "tam", "kra", "ong", "svay", "rey", "pre", "vih", "kam", "pong", "sre", "cham", "lak", "tuk",
    "mean", "chey", "ta", "keo", "pai", "lin",
)  # fmt: skip
OBJECTIVES = tuple(f"strategy-2017-2021/{code}" for code in ("1A", "1B", "2A", "2B", "3A", "3B", "3C"))
TYPES = tuple(str(kind) for kind in ActivityType)


def drafts(count: int, seed: int = 2018) -> Iterator[ActivityDraft]:
    """That many activities of the years 2017 to 2019; one seed gives the same ones."""
    chance = random.Random(seed)
    villages = ["".join(chance.choices(SYLLABLES, k=3)).capitalize() for _ in range(800)]
    for _ in range(count):
        kind, who, about, village = (chance.choice(words) for words in (TYPES, WHO, ABOUT, villages))
        paid = chance.random() < 0.3
        yield ActivityDraft(
            type=kind,
            title=f"{kind.replace('_', ' ').capitalize()} with {who} on {about}",
            start=date(2017, 1, 1) + timedelta(days=chance.randrange(1095)),
            objectives=tuple(chance.sample(OBJECTIVES, chance.choice((1, 1, 1, 2)))),
            result=f"{chance.choice(WHO)} {chance.choice(DID)} {chance.choice(ABOUT)}.",
            details=" ".join((*chance.sample(NEXT, 2), f"{chance.choice(villages)} was named as well.")),
            place=village,
            states=("KHM",),
            institutions=(who,),
            participants=chance.choice((None, chance.randrange(3, 80))),
            cost=Decimal(chance.randrange(2000)) if paid else None,
            currency="USD" if paid else "",
            state="ready" if chance.random() < 0.95 else "draft",
        )


def in_khmer(draft: ActivityDraft) -> ActivityDraft:
    """The same activity told in Khmer, at about the same length."""
    chance = random.Random(draft.title + draft.details)
    told = (" ".join(chance.choices(KHMER, k=2)) for _ in range(3))
    return replace(draft, title=next(told), result=next(told), details=next(told))


def workspace(
    root: Path, count: int, told: Callable[[ActivityDraft], ActivityDraft] = lambda draft: draft
) -> App:
    """A new workspace of a campaign in Cambodia with that many activities, as they are ``told``. Close it."""
    app = open_app(Folders(root))
    campaign.start(app.db, CampaignDraft(organisation="Cambodia Campaign", states=("KHM",)))
    stream, now = campaign.get(app.db).stream, datetime.now(UTC)
    rows = [
        {
            **asdict(draft),
            "id": str(uuid.uuid4()),
            "stream": stream,
            "revision": 1,
            "made_at": now,
            "changed_at": now + timedelta(seconds=number),
        }
        for number, draft in enumerate(map(told, drafts(count)))
    ]
    with app.db.write() as session:
        for start in range(0, count, BATCH):
            session.execute(insert(ActivityRow), rows[start : start + BATCH])
    return app


if __name__ == "__main__":
    workspace(Path(sys.argv[1]), int(sys.argv[2])).close()
