"""`exportdb lint`: what a case file has to be beyond readable. One rule a file, in ``rules/``."""

from exportdb.lint.base import Finding, Fix, Folder, Rule, Subject
from exportdb.lint.check import Problem, Report, all_rules, apply_fixes, examine, lint
from exportdb.lint.results import Results, load_results

__all__ = [
    "Finding",
    "Fix",
    "Folder",
    "Problem",
    "Report",
    "Results",
    "Rule",
    "Subject",
    "all_rules",
    "apply_fixes",
    "examine",
    "lint",
    "load_results",
]
