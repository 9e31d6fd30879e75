"""Public tools that look at a PDF: whether it is sound, for an archive, and what it says of itself."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

JAVA = Path("/usr/share/java")
JARS = ("preflight", "pdfbox2", "xmpbox", "fontbox2", "commons-logging", "jaxb-api", "javax.activation")


def run(*command: str, cwd: Path | None = None) -> str:
    """What a program prints. Skips the test where it is not installed."""
    done = subprocess.run([found(command[0]), *command[1:]], cwd=cwd, capture_output=True, check=True)
    return done.stdout.decode()


def found(program: str) -> str:
    """The program's path. Skips the test where it is not installed."""
    path = shutil.which(program)
    if path is None:
        pytest.skip(f"{program} is not installed")
    return path


def pdftotext(pdf: bytes, *options: str) -> str:
    """What poppler reads on the pages. Skips the test where it is not installed."""
    command = [found("pdftotext"), "-q", *options, "-", "-"]
    return subprocess.run(command, input=pdf, capture_output=True, check=True).stdout.decode()


def preflight(path: Path) -> list[str]:
    """What keeps a PDF from being PDF/A-1b, by Apache PDFBox; nothing if it is."""
    java = found("java")
    jars = [JAVA / f"{name}.jar" for name in JARS]
    if not all(jar.exists() for jar in jars):
        pytest.skip("Apache PDFBox preflight is not installed")
    done = subprocess.run(
        [
            java,
            f"-Dpdfbox.fontcache={path.parent}",
            "-cp",
            ":".join(map(str, jars)),
            "org.apache.pdfbox.preflight.Validator_A1b",
            str(path),
        ],
        capture_output=True,
        check=False,
        text=True,
    )
    first, *faults = [line for line in done.stdout.splitlines() if line.strip()] or [done.stderr]
    return [] if first.endswith("is a valid PDF/A-1b file") else faults or [first]
