"""The parts of the Calendar page: the grid of a month, the agenda, and the lines of both."""
