"""Parts of the pages on the plan: objectives, indicators, updates, where a state stands."""
