"""An answer in a notebook."""

from __future__ import annotations

from html import escape

from exportdb.explaining.answer import Explanation, Match, RewriteOf, releases_said

_COLOURS = {"+": "#1a7f37", "-": "#cf222e"}


def markdown(found: Explanation) -> str:
    """The answer as Markdown."""
    parts = [found.summary]
    if found.place is not None:
        parts.append(f"**Where:** {found.place}" + (f"\n\n    {found.place.code}" if found.place.code else ""))
    if found.matches:
        parts.append("\n".join(f"- `{m.case}` ({m.score:.2f}) {m.title}: {'; '.join(m.why)}" for m in found.matches))
    for rewrite in found.matches[0].rewrites[:1] if found.matches else ():
        parts.append(f"**Instead: {rewrite.label}.** {rewrite.docstring} {_modes(rewrite)}".strip())
        parts.append("```diff\n" + "\n".join(rewrite.diff) + "\n```")
    for title, texts in _lists(found):
        if texts:
            parts.append(f"**{title}**\n\n" + "\n".join(f"- {text}" for text in texts))
    return "\n\n".join(parts)


def html(found: Explanation) -> str:
    """The answer as HTML, without scripts and styles of a page."""
    parts = [f"<p>{escape(found.summary)}</p>"]
    if found.place is not None:
        parts.append(f"<p><b>Where</b> {escape(str(found.place))}</p><pre>{escape(found.place.code)}</pre>")
    if found.matches:
        parts.append(f"<ol>{''.join(map(_match, found.matches))}</ol>")
    for rewrite in found.matches[0].rewrites[:1] if found.matches else ():
        words = " ".join(filter(None, (rewrite.docstring, _modes(rewrite))))
        parts.append(f"<p><b>Instead: {escape(rewrite.label)}</b> {escape(words)}</p>")
        parts.append(f"<pre>{chr(10).join(map(_diff_line, rewrite.diff))}</pre>")
    for title, texts in _lists(found):
        if texts:
            items = "".join(f"<li>{escape(text)}</li>" for text in texts)
            parts.append(f"<p><b>{title}</b></p><ul>{items}</ul>")
    return "\n".join(parts)


def _lists(found: Explanation) -> tuple[tuple[str, tuple[str, ...]], ...]:
    related = tuple(str(one) for one in found.related)
    return ("About the same", related), ("Next", found.next), ("Needed", found.needed)


def _match(match: Match) -> str:
    reasons = escape("; ".join((*match.why, *([match.apart] if match.apart else []))))
    return f"<li><code>{escape(match.case)}</code> ({match.score:.2f}) {escape(match.title)}<br>{reasons}</li>"


def _diff_line(line: str) -> str:
    colour = _COLOURS.get(line[:1])
    return f'<span style="color:{colour}">{escape(line)}</span>' if colour else escape(line)


def _modes(rewrite: RewriteOf) -> str:
    said = "; ".join(f"{mode}: {releases_said(words)}" for mode, words in rewrite.modes.items())
    return f"({said})" if said else ""
