"""``init``: the campaign set up in a new workspace."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from icbl_desktop.commands.common import new_workspace, plain_text, read_key
from icbl_desktop.config import Folders
from icbl_desktop.domain.work import CampaignDraft
from icbl_desktop.services import campaign, keys, plans


def add_to(commands: Any) -> None:
    """Add the ``init`` command."""
    init = commands.add_parser("init", help="set the campaign up in a new workspace")
    init.add_argument("--state", action="append", required=True, metavar="ISO3", help="KHM; may be repeated")
    init.add_argument("--organisation", type=plain_text, required=True, metavar="NAME")
    init.add_argument(
        "--plan", type=plain_text, default="", metavar="ID", help="one that came along (else the newest)"
    )
    init.add_argument("--trust", type=Path, metavar="FILE", help="the secretariat's public key")
    init.set_defaults(run=_init)


def _init(options: argparse.Namespace, folders: Folders) -> None:
    key = keys.look_at(read_key(options.trust)).text if options.trust else ""
    with new_workspace(folders) as app:
        states = tuple(dict.fromkeys(state.strip().upper() for state in options.state))
        draft = CampaignDraft(organisation=options.organisation, states=states)
        campaign.start(app.db, draft, options.plan)
        if key:
            keys.trust(app.db, key, options.trust.stem)
        print(f"Ready: {options.organisation}, under the {plans.current(app.db).title}.")
