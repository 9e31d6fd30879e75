"""The inbox of ``demo --world``: what was delivered is taken in, and the campaigns' keys are confirmed."""

from __future__ import annotations

from collections import Counter

from icbl_desktop.app import open_app
from icbl_desktop.commands.demo_world.office import PASSPHRASE, READING, REVIEWER
from icbl_desktop.commands.demo_world.story import morning
from icbl_desktop.commands.demo_world.world import Played
from icbl_desktop.domain.inbox import Verdict
from icbl_desktop.services import reading_key
from icbl_desktop.services.office import arriving, campaigns


def take_in(played: Played) -> Counter[Verdict]:
    """Add all that was delivered, and confirm the keys that are a campaign's own; nothing else is decided."""
    folders = played.office.folders
    identity = reading_key.open_key(folders.keys, READING, PASSPHRASE)
    app = open_app(folders)
    try:
        store = app.office.store()
        store.clock = lambda: morning(played.world.today)
        added = arriving.add(store, [played.delivered], REVIEWER, [identity])
        while own := [one for one in campaigns.unknown(store) if one.code in played.streams]:
            first = min(own, key=lambda one: (one.succeeds, one.code))  # it may vouch for the others
            campaigns.confirm(store, first.id, first.key, REVIEWER)
    finally:
        app.close()
    return Counter(one.verdict for one in added.results)
