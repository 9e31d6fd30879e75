"""What the program costs, as ratios against the bare limits: ``make bench``."""
