"""Widgets, inputs and the look: everything a page is made of. Knows no service."""
