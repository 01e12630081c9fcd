"""Property tests of an exported program over drawn shapes.

``declared`` reads from the program what it takes, ``draws`` makes inputs inside and outside of that, ``check`` holds
the program against eager on one of them, ``search`` looks for the smallest one on which they part, and ``paste`` writes
that down as a program for a bug report.
"""
