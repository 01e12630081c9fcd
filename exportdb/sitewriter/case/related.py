"""Cases that a reader of one may want next: those that stop for the same reason, and those about the same thing."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from exportdb.sitewriter.collections import has_page
from exportdb.sitewriter.content import Content
from exportdb.store.details import QUIET, CaseDetail
from exportdb.store.summaries import CaseSummary
from exportdb_engine.protocol import ORIGINAL

MOST = 6
#: What more cases than these have in common says nothing of any of them.
COMMON = 60
STOPS = "stops with "


@dataclass(frozen=True, slots=True)
class Related:
    """A case and what it has in common with the one that is looked at."""

    summary: CaseSummary
    #: ``stops with GB0170, UserError``, ``torch.cond``.
    because: tuple[str, ...]


class Relations:
    """What cases have in common, indexed once for all pages."""

    def __init__(self, content: Content) -> None:
        self.known = {summary.case: summary for summary in content.summaries}
        self.features: dict[str, tuple[str, ...]] = {}
        self.having: dict[str, list[str]] = defaultdict(list)
        self.named_by: dict[str, list[str]] = defaultdict(list)
        for detail in filter(has_page, content.details):
            self.features[detail.case] = tuple(_features(detail, content.main_key))
            for feature in self.features[detail.case]:
                self.having[feature].append(detail.case)
            for near in detail.near:
                self.named_by[near].append(detail.case)

    def near(self, detail: CaseDetail) -> list[CaseSummary]:
        """The near misses: those that the case names, and those that name it."""
        names = dict.fromkeys([*detail.near, *self.named_by[detail.case]])
        return [self.known[name] for name in names if name in self.known and name != detail.case]

    def related(self, detail: CaseDetail) -> list[Related]:
        """The cases that have most in common with it, near misses aside; what is rare counts more."""
        score: Counter[str] = Counter()
        because: dict[str, list[str]] = defaultdict(list)
        for feature in self.features.get(detail.case, ()):
            having = self.having[feature]
            for other in having if len(having) <= COMMON else ():
                # a reason in common tells more than a thing that both use
                score[other] += round((300 if feature.startswith(STOPS) else 100) / len(having))
                because[other].append(feature)
        for case in (detail.case, *(summary.case for summary in self.near(detail))):
            score.pop(case, None)
        best = sorted(score, key=lambda case: (-score[case], case))[:MOST]
        return [Related(self.known[case], tuple(_said(because[case]))) for case in best]


def _features(detail: CaseDetail, environment: str | None) -> Iterable[str]:
    lanes = [lane for lane in detail.lanes if lane.environment == environment and lane.variant == ORIGINAL]
    codes = [cell.code for lane in lanes for cell in lane.pipeline if cell.outcome not in QUIET and cell.code]
    return dict.fromkeys([*(f"{STOPS}{code}" for code in codes), *detail.tags])


def _said(features: Sequence[str]) -> Iterator[str]:
    codes = [feature.removeprefix(STOPS) for feature in features if feature.startswith(STOPS)]
    if codes:
        yield STOPS + ", ".join(codes)
    yield from (feature for feature in features if not feature.startswith(STOPS))
