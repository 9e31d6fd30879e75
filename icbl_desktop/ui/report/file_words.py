"""Sizes of files and how they go, in words."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLocale

from icbl_desktop.domain.report_order import Sending


def size_words(size: int) -> str:
    """A number of bytes as people say it: "1.9 MB"."""
    return QLocale().formattedDataSize(size, 1, QLocale.DataSizeFormat.DataSizeSIFormat)


def sending_words(sending: str) -> str:
    """How a file goes."""
    words = {
        Sending.WHOLE: _tr("Whole"),
        Sending.SMALLER: _tr("Smaller"),
        Sending.HELD: _tr("Not sent"),
    }
    return words[Sending(sending)]


def _tr(text: str) -> str:
    return QCoreApplication.translate("file_words", text)
