"""A new case file that passes lint and runs, to be filled with what it is to show."""

from __future__ import annotations

import difflib
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from exportdb.corpus import Area, Registry, load_areas, load_registry
from exportdb.corpus.collections import CORE, Collection, load_corpus
from exportdb.errors import CorpusError
from exportdb.lint.rules.naming import PART

#: A program that every release exports in both modes, with what most cases go on to use.
TEMPLATE = '''\
"""{title}

Say here in a few plain sentences why torch.export takes or refuses the program, and what to write instead.
"""

import torch

tags = {tags}


class Model(torch.nn.Module):
    def forward(self, x):
        return torch.relu(x) * 2 + 1


model = Model()
example_args = (torch.linspace(-1, 1, 12).reshape(3, 4),)
more_args = [(torch.zeros(3, 4),)]
'''


@dataclass(frozen=True, slots=True)
class Scaffold:
    """A case file that is yet to be written."""

    path: Path
    text: str


def scaffold(name: str, cases: Path, *, title: str | None = None, tags: tuple[str, ...] = ()) -> Scaffold:
    """The file for the case ``area/name`` below the folder ``cases``.

    Without a title one that asks to be replaced; without tags the one that the area's cases use most. Raises
    CorpusError when the name is none for a case, the area or a tag is unknown, or the case exists.
    """
    registry = load_registry(cases)
    path = cases / _checked(name, load_areas(cases))
    if path.exists():
        raise CorpusError(f"{path} exists", hint="choose another name, or edit that case")
    if title is not None and not title.strip(" ."):
        raise CorpusError(f"the title is {title!r}", hint="say in a few words what the program does")
    for tag in tags:
        if registry.tags and tag not in registry.tags:
            close = difflib.get_close_matches(tag, registry.tags, n=3)
            hint = f"did you mean {', '.join(close)}?" if close else f"add it to {cases / 'tags.toml'} with a sentence"
            raise CorpusError(f"no tag is called {tag!r}", hint=hint)
    chosen = tags or _usual_tag(name.rpartition("/")[0], cases, registry)
    words = name.rpartition("/")[2].replace("_", " ")
    return Scaffold(
        path,
        TEMPLATE.format(
            title=_escaped(title.strip().rstrip(".")) if title else f"Say in one line what {words} shows",
            tags="{" + ", ".join(f'"{tag}"' for tag in chosen) + "}" if chosen else "set()",
        ),
    )


def _checked(name: str, areas: dict[str, Area]) -> Path:
    """The path of a case below the folder of cases. Raises CorpusError when the name is none for a case."""
    example = "control_flow/branch_on_tensor_value"
    if name.endswith(".py"):
        raise CorpusError(f"{name!r} is a file name", hint=f"the name of a case has no suffix: {name[:-3]}")
    parts = name.split("/")
    for part in parts:
        if not PART.fullmatch(part):
            raise CorpusError(
                f"{name!r} is no name for a case: {part!r} is not lowercase_snake", hint=f"like {example}"
            )
    area = "/".join(parts[:-1])
    if not area:
        listed = f"the areas are {', '.join(areas)}" if areas else f"like {example}"
        raise CorpusError(f"{name!r} names no area", hint=f"write AREA/NAME; {listed}")
    if areas and area not in areas:
        close = difflib.get_close_matches(area, areas, n=1)
        meant = f"did you mean {close[0]}/{parts[-1]}? " if close else ""
        listed = "\n".join(f"  {known:<18} {about.meaning}" for known, about in areas.items())
        raise CorpusError(f"no area is called {area!r}", hint=f"{meant}The areas are:\n{listed}")
    return Path(name + ".py")


def _usual_tag(area: str, cases: Path, registry: Registry) -> tuple[str, ...]:
    known, _ = load_corpus([Collection(CORE, "", cases)])
    counted = Counter(tag for case in known if case.area == area for tag in sorted(case.tags) if tag in registry.tags)
    usual = counted.most_common(1)
    return (usual[0][0],) if usual else tuple(registry.tags)[:1]


def _escaped(title: str) -> str:
    """The title as it stands in a docstring."""
    return " ".join(title.replace("\\", "\\\\").replace('"""', "'''").split())
