"""Files that travel: bytes in, dataclasses out, and back. Knows no database."""
