"""The field's ideas in plain Python: frozen dataclasses and pure functions."""
