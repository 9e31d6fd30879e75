"""Parts of the page on reports."""
