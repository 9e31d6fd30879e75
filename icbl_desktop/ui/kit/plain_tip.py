"""Tooltips of words that others wrote: Qt would take them for HTML, and load what they name."""

from __future__ import annotations


def plain_tip(words: str) -> str:
    """The words so that they are shown as they are: no "<" in them begins a tag."""
    return words.replace("<", "<\u200b").replace("&", "&\u200b")
