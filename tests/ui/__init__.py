"""The window, as people see it."""
