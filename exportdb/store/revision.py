"""Which schemas there are. A test holds these against the migrations, so that opening a database needs no Alembic."""

#: The revisions in ``migrations/versions``, oldest first, each with what it brought.
HISTORY = {
    "0001": "the first schema",
    "0002": "what an exported program declares of its inputs",
    "0003": "what came of programs that another release saved",
}
REVISIONS = tuple(HISTORY)
HEAD = REVISIONS[-1]

#: ``PRAGMA application_id`` of our SQLite files ("exdb"), which tells them from everybody else's.
APPLICATION_ID = 0x65786462
