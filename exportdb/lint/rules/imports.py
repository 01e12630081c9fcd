from __future__ import annotations

import ast
import sys
from collections.abc import Iterator

from exportdb.lint.base import Finding, Subject, case_rule

#: Comes with torch.
WITH_TORCH = {"torch", "functorch"}


@case_rule(
    "imports",
    asks="A case imports torch and the standard library alone, and further packages only when it requires them.",
    tip="a case has to run for anyone who has torch: write out what the import gave, or add the package to `requires`",
)
def check(subject: Subject) -> Iterator[Finding]:
    for node in ast.walk(subject.tree):
        if isinstance(node, ast.ImportFrom) and node.level:
            yield Finding(node.lineno, "a relative import: a case is one file", "copy what is needed into this file")
            continue
        if isinstance(node, ast.ImportFrom):
            names = [node.module or ""]
        elif isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        else:
            continue
        for name in names:
            package = name.partition(".")[0]
            if package not in WITH_TORCH | sys.stdlib_module_names | set(subject.case.requires):
                yield Finding(node.lineno, f"imports {package}")
