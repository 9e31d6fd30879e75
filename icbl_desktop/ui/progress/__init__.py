"""Parts of the progress page: ladders, questions with all their values, what the plan promised."""
