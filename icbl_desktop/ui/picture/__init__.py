"""The picture: what all campaigns' reports say together, and what lies behind each figure."""
