"""For whom the program is set up; the rail follows at once."""

from __future__ import annotations

from icbl_desktop import config
from icbl_desktop.domain.vocabulary import Changed
from icbl_desktop.ui.context import Context
from icbl_desktop.ui.kit.input_choices import ChipChoice, Option
from icbl_desktop.ui.kit.widgets import Card, label

_CAMPAIGN, _SECRETARIAT = "campaign", "secretariat"


class RoleSettings(Card):
    """Campaign, or Secretariat in Geneva."""

    def __init__(self, context: Context) -> None:
        super().__init__(self.tr("Role"), gap=12)
        self._context = context
        roles = [
            Option(_CAMPAIGN, self.tr("Campaign"), "users"),
            Option(_SECRETARIAT, self.tr("Secretariat in Geneva"), "pencil-ruler"),
        ]
        self._choice = ChipChoice(roles)
        self._choice.name_for_readers(self.tr("Role"))
        self.body.addWidget(self._choice)
        for words in (
            self.tr("A campaign has what it works with every day: plans, work, grants and reports."),
            self.tr(
                "The secretariat has the same, and the Inbox, where reports come in, and the Plan desk, "
                "where plans are made and signed."
            ),
        ):
            self.body.addWidget(label(words, "secondary", wrap=True))
        kept = config.load_settings(context.app.folders)
        self._choice.set_value(_SECRETARIAT if kept.secretariat else _CAMPAIGN)
        self._choice.edited.connect(self._apply)

    def _apply(self) -> None:
        folders, chosen = self._context.app.folders, self._choice.value() == _SECRETARIAT

        def keep() -> Changed:
            config.change_settings(folders, secretariat=chosen)
            return Changed.of("settings")

        self._context.jobs.write(keep, _nothing, owner=self)


def _nothing(_: Changed) -> None:
    """There is nothing to show: the rail hears of the change itself."""
