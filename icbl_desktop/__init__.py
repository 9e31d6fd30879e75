"""ICBL Desktop: the work log and reporting program of ICBL-CMC national campaigns."""

__version__ = "0.1.0"
