"""What a person can mend. Everything else that goes wrong is our bug."""

from __future__ import annotations

from collections.abc import Mapping


class UserError(Exception):
    """A plain sentence for the person: what happened, that nothing was lost, what to do.

    ``template`` is the English sentence, with ``{names}`` filled from ``values``: the window
    translates it before filling. ``field`` names the place in a form or a file ("title",
    "targets[3].iso3"), if there is one.
    """

    def __init__(self, template: str, field: str | None = None, **values: object) -> None:
        self.template = template
        self.values = values
        self.field = field
        super().__init__(self.sentence)

    @property
    def sentence(self) -> str:
        """The English sentence, filled in."""
        return self.template.format(**self.values) if self.values else self.template


class InvalidRecord(UserError):
    """A record that breaks rules; ``problems`` gives a sentence for each field."""

    def __init__(self, problems: Mapping[str, str]) -> None:
        first = next(iter(problems))
        super().__init__(problems[first], field=first)
        self.problems = dict(problems)

    @property
    def sentence(self) -> str:
        """All problems, one after the other."""
        problems = getattr(self, "problems", {})
        return " ".join(problems.values()) if problems else super().sentence


class NotStarted(UserError):
    """A workspace in which no campaign was set up yet."""

    def __init__(self) -> None:
        super().__init__(
            "There is no campaign here yet. Start the program once, or run “icbl-desktop init”, to set it up."
        )


class NotTrusted(UserError):
    """A file whose signer cannot be told: unsigned, unknown key, or changed after signing."""


class Unsigned(NotTrusted):
    """A file without a signature: it may be read, never applied."""


class UnknownKey(NotTrusted):
    """A file signed with a key that this computer does not trust, or not yet."""


class BadFile(UserError):
    """A file that is damaged, hostile, or not of the kind it claims to be."""


class NewerFile(UserError):
    """A file written by a newer version of the program."""


class Cancelled(UserError):
    """The person stopped long work; nothing was changed."""
