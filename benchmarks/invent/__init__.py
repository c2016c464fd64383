"""A made-up desk: actors, places, briefs and what they claim, from a seed."""
