"""Composes small programs, and looks for ones whose exported form parts from eager.

``vocabulary`` holds the operations, one file a family; ``compose`` makes programs of them; ``trial`` runs a program in
a process of its own and says what is wrong with it; ``batch`` shrinks what is found to the smallest program;
``command`` runs batches side by side and writes the records.
"""
