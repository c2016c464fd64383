"""A corpus written out for one generator."""
