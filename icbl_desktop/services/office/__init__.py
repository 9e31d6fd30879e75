"""The secretariat's side: reports that came in, what they say together, and what is answered."""
