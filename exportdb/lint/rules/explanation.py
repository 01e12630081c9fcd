from __future__ import annotations

from collections.abc import Iterator

from exportdb.lint.base import Finding, Subject, case_rule
from exportdb.lint.rules.title import words

SHORTEST = 60


@case_rule(
    "explanation",
    asks=f"After the title and an empty line, the docstring says why, in at least {SHORTEST} characters.",
    tip="say why torch.export takes or refuses the program, and what to write instead",
)
def check(subject: Subject) -> Iterator[Finding]:
    case = subject.case
    if not case.explanation:
        yield Finding(1, "the docstring has a title and no explanation")
        return
    if len(case.explanation) < SHORTEST:
        yield Finding(1, f"the explanation has {len(case.explanation)} characters: {case.explanation!r}")
    elif not set(words(case.explanation)) - set(words(case.title)):
        yield Finding(1, "the explanation only repeats the title")
    title, _, rest = (subject.tree.body[0].value.value).strip().partition("\n")  # type: ignore[attr-defined]
    if rest and rest.partition("\n")[0].strip():
        yield Finding(2, "no empty line between the title and the explanation", f"the title is {title!r}: end it there")
