"""Parts of the page Plan desk."""
