"""Parts of the Inbox page."""
