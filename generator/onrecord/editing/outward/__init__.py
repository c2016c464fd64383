"""Links that lead out of the site: whether somebody still answers there."""
