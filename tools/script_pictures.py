"""Pictures of each sample, our pages beside Qt's: ``python -m tools.script_pictures``.

They are written to ``build/scripts``, one a language; our rendering is on the left. Needs pdftoppm.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from PySide6.QtCore import QSizeF, Qt
from PySide6.QtGui import QFont, QFontDatabase, QGuiApplication, QImage, QPainter, QTextDocument, QTextOption

from icbl_desktop import config
from tools.script_samples import CELL, STYLE, Sample, document, in_cell, samples

OUT = Path("build") / "scripts"
DPI = 144
WIDTH, HEIGHT = 451, 260
"""In points: of the text of a page, and of the part that is shown."""


def main() -> int:
    """Write them all."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = QGuiApplication([])
    for file in sorted(config.resource("fonts").glob("*.ttf")):
        QFontDatabase.addApplicationFont(str(file))
    OUT.mkdir(parents=True, exist_ok=True)
    for sample in samples():
        _picture(sample).save(str(OUT / f"{sample.language}.png"))
    application.quit()
    print(OUT)
    return 0


def _picture(sample: Sample) -> QImage:
    ours = [_ours(sample, narrow=narrow) for narrow in (False, True)]
    qts = [_qts(sample, WIDTH), _qts(sample, CELL - 12)]
    scale = DPI / 72
    picture = QImage(round(2 * WIDTH * scale) + 60, round(HEIGHT * scale), QImage.Format.Format_RGB32)
    picture.fill(Qt.GlobalColor.white)
    painter = QPainter(picture)
    for column, (wide, narrow) in enumerate((ours, qts)):
        x = 20 + column * round(WIDTH * scale + 20)
        painter.drawImage(x, 10, wide)
        painter.drawImage(x, round(HEIGHT * scale * 0.3), narrow)
    painter.end()
    return picture


def _ours(sample: Sample, *, narrow: bool) -> QImage:
    """Our page, rendered, without its margins."""
    paragraph = sample.paragraph()
    pdf = document([in_cell(paragraph) if narrow else paragraph])
    share = 0.7 if narrow else 0.3
    corner = ["-x", str(round(78 * DPI / 72)), "-y", str(round(76 * DPI / 72))]
    size = [
        "-W",
        str(round(WIDTH * DPI / 72)),
        "-H",
        str(round(HEIGHT * DPI / 72 * share)),
    ]
    command = ["pdftoppm", "-r", str(DPI), "-png", *corner, *size]
    done = subprocess.run(command, input=pdf, capture_output=True, check=True)
    return QImage.fromData(done.stdout)


def _qts(sample: Sample, width: float) -> QImage:
    """The same text as the window would show it."""
    text = QTextDocument()
    font = QFont("Noto Sans")
    font.setPixelSize(round(STYLE.fontSize * DPI / 72))
    text.setDefaultFont(font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    option.setTextDirection(
        Qt.LayoutDirection.RightToLeft if sample.right_to_left else Qt.LayoutDirection.LeftToRight
    )
    text.setDefaultTextOption(option)
    text.setDocumentMargin(0)
    text.setPlainText(sample.text)
    text.setPageSize(QSizeF(width * DPI / 72, 10_000))
    picture = QImage(round(width * DPI / 72), round(text.size().height()), QImage.Format.Format_RGB32)
    picture.fill(Qt.GlobalColor.white)
    painter = QPainter(picture)
    text.drawContents(painter)
    painter.end()
    return picture


if __name__ == "__main__":
    sys.exit(main())
