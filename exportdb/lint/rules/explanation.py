from __future__ import annotations

from collections.abc import Iterator

from exportdb.lint.base import Finding, Subject, case_rule
from exportdb.lint.rules.title import words

SHORTEST = 60
#: Of words that are neither in the title nor say anything; the shortest explanation of ours has 6.
NEW_WORDS = 4
SAYS_NOTHING = {
    "a", "an", "and", "are", "as", "at", "be", "but", "by", "case", "do", "does", "export", "exported", "exports",
    "for", "from", "has", "have", "here", "in", "is", "it", "its", "model", "no", "not", "of", "on", "one", "or",
    "program", "show", "shows", "so", "than", "that", "the", "then", "there", "these", "this", "those", "to", "torch",
    "what", "which", "with",
}  # fmt: skip


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
    elif len(set(words(case.explanation)) - set(words(case.title)) - SAYS_NOTHING) < NEW_WORDS:
        yield Finding(1, "the explanation only repeats the title")
    title, _, rest = (subject.tree.body[0].value.value).strip().partition("\n")  # type: ignore[attr-defined]
    if rest and rest.partition("\n")[0].strip():
        yield Finding(2, "no empty line between the title and the explanation", f"the title is {title!r}: end it there")
