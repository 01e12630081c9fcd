"""Makes any text safe to put into a page, whatever it holds.

Everything that goes into a template passes through here. A character that means something to HTML or to Markdown is
written as an HTML entity, which reads the same in a heading, a paragraph, a cell of a table and a raw HTML block.
"""

from __future__ import annotations

import hashlib
import re

from markupsafe import Markup

from exportdb.present.clean import clean

#: What HTML or Markdown would take for markup.
_SPECIAL = re.compile(r"""[&<>"'`*_{}\[\]#|~^\\!$=]""")
#: What Markdown takes for a list, a heading or a rule at the beginning of a line.
_LEADING = re.compile(r"^(\s*)([-+:]|\d+(?=[.)]))")
_CODE = re.compile(r"(`+)(.+?)\1")


def entities(text: str) -> Markup:
    """The text with every character of markup as an entity; lines are kept."""
    return Markup(_SPECIAL.sub(_entity, clean(text)))


def plain(value: object) -> Markup:
    """A value on one line."""
    line = " ".join(clean(str(value)).split())
    leading = _LEADING.match(line)
    if leading:
        first = leading[2]
        return Markup(f"&#{ord(first[0])};") + entities(line[1:])
    return entities(line)


def inline(value: object) -> Markup:
    """A value on one line, in which text between backticks becomes code: titles and sentences of authors."""
    line = " ".join(clean(str(value)).split())
    parts, end = [], 0
    for match in _CODE.finditer(line):
        parts += [entities(line[end : match.start()]), code(match[2])]
        end = match.end()
    if not parts:
        return plain(line)
    return Markup("").join([*parts, entities(line[end:])])


def code(value: object) -> Markup:
    """A value as inline code. A value that reads from right to left stays where it is."""
    return Markup('<code dir="auto">{}</code>').format(entities(" ".join(clean(str(value)).split())))


def prose(text: str) -> Markup:
    """A docstring as paragraphs and lists, with code between backticks; nothing else in it is taken for markup."""
    found: list[Markup] = []
    for block in re.split(r"\n\s*\n", clean(text).strip()):
        lines = block.splitlines()
        first = next((i for i, line in enumerate(lines) if re.match(r"\s*[-*] ", line)), len(lines))
        if first:
            found.append(Markup("<p>{}</p>").format(inline(" ".join(lines[:first]))))
        if first < len(lines):
            items = re.split(r"\n\s*[-*] ", "\n" + "\n".join(lines[first:]))[1:]
            found.append(
                Markup("<ul>{}</ul>").format(Markup("").join(Markup("<li>{}</li>").format(inline(i)) for i in items))
            )
    return Markup("\n").join(found)


def meta(text: str) -> str:
    """A text for the YAML front matter, whose values themes put into HTML as they are."""
    line = " ".join(clean(text).replace("`", "").split())
    escaped = line.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
    return '"' + escaped.replace("\\", "&#92;") + '"'


def slug(name: str) -> str:
    """The name as a path below the site, without suffix; names that are plain already stay as they are."""
    parts = []
    for part in name.split("/"):
        kept = re.sub(r"[^A-Za-z0-9_.-]", "-", part).lstrip(".-")[:100]
        # README and index are the front page of their folder to MkDocs
        if kept != part or not kept or kept.lower() in ("readme", "index"):
            kept = f"{kept}-{hashlib.sha256(part.encode('utf-8', 'replace')).hexdigest()[:8]}".lstrip("-")
        parts.append(kept)
    return "/".join(parts)


def _entity(match: re.Match[str]) -> str:
    return f"&#{ord(match[0])};"
