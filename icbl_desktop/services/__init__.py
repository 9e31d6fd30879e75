"""Use cases, one transaction each; the only callers of store and formats."""
