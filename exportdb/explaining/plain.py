"""An answer as plain text."""

from __future__ import annotations

from exportdb.explaining.answer import Explanation, releases_said


def plain_text(found: Explanation) -> str:
    """The answer in lines that are as long as they are."""
    lines = [found.summary]
    if found.place is not None:
        lines += ["", f"where: {found.place}", *([f"    {found.place.code}"] if found.place.code else [])]
    for match in found.matches:
        lines += ["", f"{match.score:.2f}  {match.case}: {match.title}"]
        lines += [f"      {reason}" for reason in (*match.why, *([match.apart] if match.apart else []))]
    for rewrite in found.matches[0].rewrites[:1] if found.matches else ():
        lines += ["", f"instead: {rewrite.label}", *([rewrite.docstring] if rewrite.docstring else [])]
        lines += [f"  {mode}: {releases_said(words)}" for mode, words in rewrite.modes.items()]
        lines += ["", *(f"  {line}".rstrip() for line in rewrite.diff)]
    for title, texts in (
        ("about the same", [str(one) for one in found.related]),
        ("next", found.next),
        ("needed", found.needed),
        ("also in the report", found.others),
    ):
        if texts:
            lines += ["", f"{title}:", *(f"  {text}" for text in texts)]
    return "\n".join(lines)
