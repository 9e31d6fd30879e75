"""``demo --world``: many campaigns over two years, and the secretariat that their reports come to."""
