"""`exportdb lint`: what a case file has to be beyond readable. One rule a file, in ``rules/``."""

from exportdb.lint.base import Finding, Fix, Folder, Rule, Subject
from exportdb.lint.check import Problem, all_rules, apply_fixes, lint

__all__ = ["Finding", "Fix", "Folder", "Problem", "Rule", "Subject", "all_rules", "apply_fixes", "lint"]
