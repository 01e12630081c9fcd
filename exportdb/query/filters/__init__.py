"""One file a filter, registered by its decorator. To add a filter, add a file."""
