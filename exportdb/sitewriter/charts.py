"""Charts as plain SVG, made at build: rows of stacked bars that are read without colour too."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

#: A part that is narrower, in px of the drawing, has no room for its count.
_NARROWEST = 24


@dataclass(frozen=True, slots=True)
class Layout:
    """Lengths in px of the drawing, which scales with the page."""

    css: str
    width: int
    #: From one row to the next.
    row: int
    #: Where the bar begins in its row, from the left and from the top.
    left: int
    top: int
    #: For what stands behind the bar.
    end: int = 92
    bar: int = 16


#: With the labels beside the bars, and for phones with the labels above them.
WIDE = Layout("x-chart", 720, 26, 190, 4)
NARROW = Layout("x-chart x-chart-narrow", 358, 42, 0, 20)


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

    @property
    def share(self) -> str:
        """What of all the first part is: ``38% of 106``."""
        first = self.parts[0].count if self.parts else 0
        # No rounding to what is not so: 999 of 1000 are not all.
        return f"{100 * first // self.total}% of {self.total}" if self.total else "none"


def bars(title: str, rows: Sequence[Bar]) -> Markup:
    """Rows of bars over the whole width, with the counts written into them and the share of the first part behind.

    Drawn twice, for wide and for narrow screens; the styles show one of them.
    """
    said = "; ".join(f"{bar.label}: " + ", ".join(f"{p.count} {p.name}" for p in bar.parts if p.count) for bar in rows)
    return Markup("").join(_drawing(title, said, rows, layout) for layout in (WIDE, NARROW))


def _drawing(title: str, said: str, rows: Sequence[Bar], layout: Layout) -> Markup:
    drawn = [_row(bar, number * layout.row, layout) for number, bar in enumerate(rows)]
    role = "group" if any(bar.href for bar in rows) else "img"  # a picture holds no links
    return Markup(
        '<svg class="{}" viewBox="0 0 {} {}" role="{}" aria-label="{}" preserveAspectRatio="xMinYMin meet">'
        "<title>{}</title><desc>{}</desc>{}</svg>"
    ).format(layout.css, layout.width, layout.row * len(rows) + 4, role, title, title, said, Markup("").join(drawn))


def _row(bar: Bar, above: int, layout: Layout) -> Markup:
    top = above + layout.top
    beside = layout.left > 0
    label = Markup('<text class="x-chart-label" x="{}" y="{}" text-anchor="{}">{}</text>').format(
        layout.left - 8 if beside else 0, top + 13 if beside else top - 5, "end" if beside else "start", bar.label
    )
    if bar.href:
        label = Markup('<a href="{}">{}</a>').format(bar.href, label)
    pieces = [label]
    left, room = float(layout.left), layout.width - layout.left - layout.end
    for part in bar.parts:
        if not part.count:
            continue
        wide = room * part.count / bar.total
        pieces.append(
            Markup(
                '<g class="x-chart-part {}"><title>{}: {} {}</title>'
                '<rect x="{:.1f}" y="{}" width="{:.1f}" height="{}"/>'
            ).format(part.css, bar.label, part.count, part.name, left, top, max(wide - 1, 1), layout.bar)
        )
        text = f"{part.sign} {part.count}"
        if wide >= max(_NARROWEST, 7 * len(text)):
            pieces.append(
                Markup('<text x="{:.1f}" y="{}" text-anchor="middle">{}</text>').format(
                    left + wide / 2, top + 12.5, text
                )
            )
        pieces.append(Markup("</g>"))
        left += wide
    share = Markup('<text class="x-chart-total" x="{}" y="{}">{}</text>')
    pieces.append(share.format(layout.width - layout.end + 6, top + 13, bar.share))
    return Markup("").join(pieces)


__all__ = ["NARROW", "WIDE", "Bar", "Part", "bars"]
