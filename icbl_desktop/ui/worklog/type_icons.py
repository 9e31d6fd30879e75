"""An icon for each kind of activity."""

from __future__ import annotations

from icbl_desktop.domain.vocabulary import ActivityType

TYPE_ICONS: dict[str, str] = {
    ActivityType.MEETING: "handshake",
    ActivityType.LETTER: "envelope-simple",
    ActivityType.WORKSHOP: "chalkboard-teacher",
    ActivityType.PUBLIC_EVENT: "megaphone",
    ActivityType.MEDIA_ARTICLE: "newspaper",
    ActivityType.SOCIAL_MEDIA: "chats-circle",
    ActivityType.STATEMENT: "quotes",
    ActivityType.SIDE_EVENT: "users",
    ActivityType.ADVOCACY_MISSION: "airplane-tilt",
    ActivityType.PRESS_CONFERENCE: "microphone-stage",
    ActivityType.PRESS_RELEASE: "file-text",
    ActivityType.INTERVIEW: "microphone",
    ActivityType.PETITION: "signature",
    ActivityType.RESEARCH: "binoculars",
    ActivityType.MATERIALS: "files",
    ActivityType.FIELD_VISIT: "map-pin",
    ActivityType.SURVIVOR_PARTICIPATION: "user-sound",
}


def type_icon(kind: str) -> str:
    """The icon's name; a neutral one for kinds without their own."""
    return TYPE_ICONS.get(kind, "note-pencil")
