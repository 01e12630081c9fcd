"""The pages of the site, one kind a file: each module has ``pages(content, write)``."""
