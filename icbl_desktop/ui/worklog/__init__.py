"""Parts of the pages on activities and grants."""
