"""Parts of the pages on settings, help and the first start."""
