"""One file a command: its ``command`` is a click command; the file's name is the command's."""
