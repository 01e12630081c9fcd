"""The fixers, one file each: a new one is found by its being here."""
