"""What `exportdb fuzz` does on this side: rounds of the engine, the journal, and case files from what was found.

``records`` is what the engine says, ``journal`` keeps it, ``state`` reads a folder's past from it, ``merge`` tells
findings apart, ``casetext`` and ``report`` write them down, ``staging`` puts them into the folder, ``process`` runs the
engine, ``confirm`` measures the case files, and ``session`` joins all that.
"""
