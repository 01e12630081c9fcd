"""Writes the website: Markdown from the database and the corpus, and from that, by MkDocs, HTML."""
