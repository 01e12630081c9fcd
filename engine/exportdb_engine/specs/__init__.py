"""Other specs of dynamic shapes for a program: which dimensions can be dynamic, and what relates them.

``entries`` is what a spec says of one dimension, ``inputs`` lists the dimensions of a program and writes specs for
them, ``draws`` draws specs, ``trial`` exports under one and takes up what torch suggests, ``fixes`` reads these
suggestions, and ``facts`` is what an accepted program says of each dimension.
"""
