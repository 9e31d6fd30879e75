"""Records from a sheet on screen."""
