"""Charts as plain SVG, made at build: rows of stacked bars that are read without colour too."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

#: In px of the drawing, which scales with the page.
WIDTH, ROW, BAR, LABEL = 720, 26, 16, 190
_NARROWEST = 22


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a bar: how many, what they are, and the class that colours it (``x-pass``)."""

    count: int
    name: str
    css: str
    sign: str


@dataclass(frozen=True, slots=True)
class Bar:
    """A row of the chart."""

    label: str
    parts: tuple[Part, ...]
    href: str = ""

    @property
    def total(self) -> int:
        return sum(part.count for part in self.parts)


def bars(title: str, rows: Sequence[Bar]) -> Markup:
    """Rows of bars, each over the whole width: shares, with their counts written into them."""
    height = ROW * len(rows) + 4
    said = "; ".join(f"{bar.label}: " + ", ".join(f"{p.count} {p.name}" for p in bar.parts if p.count) for bar in rows)
    drawn = [_row(bar, number) for number, bar in enumerate(rows)]
    return Markup(
        '<svg class="x-chart" viewBox="0 0 {} {}" role="img" aria-label="{}" preserveAspectRatio="xMinYMin meet">'
        "<title>{}</title><desc>{}</desc>{}</svg>"
    ).format(WIDTH, height, title, title, said, Markup("").join(drawn))


def _row(bar: Bar, number: int) -> Markup:
    top = number * ROW + 4
    label = Markup('<text class="x-chart-label" x="{}" y="{}" text-anchor="end">{}</text>').format(
        LABEL - 8, top + 13, bar.label
    )
    if bar.href:
        label = Markup('<a href="{}">{}</a>').format(bar.href, label)
    pieces = [label]
    left, room = float(LABEL), WIDTH - LABEL - 44
    for part in bar.parts:
        if not part.count:
            continue
        wide = room * part.count / bar.total
        pieces.append(
            Markup(
                '<g class="x-chart-part {}"><title>{}: {} {}</title>'
                '<rect x="{:.1f}" y="{}" width="{:.1f}" height="{}"/>'
            ).format(part.css, bar.label, part.count, part.name, left, top, max(wide - 1, 1), BAR)
        )
        if wide >= _NARROWEST:
            pieces.append(
                Markup('<text x="{:.1f}" y="{}" text-anchor="middle">{} {}</text>').format(
                    left + wide / 2, top + 12.5, part.sign, part.count
                )
            )
        pieces.append(Markup("</g>"))
        left += wide
    pieces.append(Markup('<text class="x-chart-total" x="{}" y="{}">{}</text>').format(WIDTH - 38, top + 13, bar.total))
    return Markup("").join(pieces)


__all__ = ["Bar", "Part", "bars"]
