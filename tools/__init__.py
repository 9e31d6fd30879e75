"""For developers: plays the program as a person would."""
