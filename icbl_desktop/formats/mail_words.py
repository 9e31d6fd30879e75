"""The words of the mail a report goes with, in English: keys of the catalogues."""

from __future__ import annotations

SUBJECT = "Report {number} of {organisation}, {period}"
SUBJECT_AMENDED = "Report {number} of {organisation}, {period}: replaces report {replaced}"
SUBJECT_PUBLIC = "Report of {organisation}, {period}: public copy"
GREETING = "Dear colleagues,"
HERE_IS = "Attached is report {number} of {organisation} for {period}: {name}"
HERE_IS_PUBLIC = "Attached is a public copy of our report for {period}: {name}"
REPLACES = "It replaces report {replaced}. Please use this one."
SEALED = "The file is sealed with age: only the secretariat and we can open it."
PLAIN = "The file is not sealed. Its data are inside the PDF: please keep the file as it is."
NO_DATA = "It holds pages only: no data, no attachments, and nothing that is not public."
DIGEST = "SHA-256 of its data: {digest}"
REGARDS = "With kind regards,"
