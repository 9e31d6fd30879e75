"""An e-mail as a file, ``.eml``: a draft that a mail program opens with the report already attached."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from email.header import Header
from email.mime.application import MIMEApplication
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from email.policy import compat32
from email.utils import format_datetime
from hashlib import sha256
from typing import Any

_SUBTYPES = {".pdf": "pdf"}


@dataclass(frozen=True)
class Attachment:
    """The one file that goes with a mail."""

    name: str
    content: bytes


def write_eml(subject: str, text: str, attached: Attachment, at: datetime) -> bytes:
    """The mail as a draft, without sender or addressee; the same arguments give the same bytes."""
    mail = MIMEMultipart(boundary=f"report-{sha256(attached.content).hexdigest()[:40]}")
    words: Any = Header(" ".join(subject.split()), "utf-8")  # whole: newer ways of Python lose spaces
    mail["Subject"] = words
    mail["To"] = ""
    mail["Date"] = format_datetime(at)
    mail["X-Unsent"] = "1"  # Outlook then opens it to be sent
    mail.attach(MIMEText(text, "plain", "utf-8"))
    ending = attached.name[attached.name.rfind(".") :]
    file = MIMEApplication(attached.content, _SUBTYPES.get(ending, "octet-stream"))
    file.add_header("Content-Disposition", "attachment", filename=attached.name)
    mail.attach(file)
    return mail.as_bytes(policy=compat32.clone(linesep="\r\n"))
