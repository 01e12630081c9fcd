"""What a release changed: said by the stages that both releases were asked for, and of programs that both measured."""

from __future__ import annotations

from exportdb.present.changes import LOST, NEW, OTHER, release_views
from exportdb.store.details import CaseDetail, CellView, Lane, RewriteView
from exportdb.store.reads import EnvironmentView
from exportdb_engine.protocol import ORIGINAL, Mode, Outcome, Stage

PIPELINE = (Stage.EAGER, Stage.EXPORT, Stage.RUN, Stage.SHAPES)
RELEASES = ("2.5.1", "2.9.1", "2.13.0")
ENVIRONMENTS = [EnvironmentView(t, t, "3.11.7", "cpython", "linux", "cpu", {}, 1) for t in reversed(RELEASES)]


def lane(release: str, stop: str = "", variant: str = ORIGINAL, *, upto: Stage = Stage.RUN) -> Lane:
    """A lane that passes up to a stage, or stops there: ``export: GB0001``."""
    cells = []
    for stage in PIPELINE[: PIPELINE.index(upto) + 1]:
        stops = stop.startswith(f"{stage}:")
        outcome, code = (Outcome.FAIL, stop.partition(": ")[2]) if stops else (Outcome.PASS, None)
        cells.append(CellView(stage, outcome, code, None, None, 0.1, 1, {}, 1, f"2026-01-01 {release}"))
        if stops:
            break
    asked = frozenset(PIPELINE[: PIPELINE.index(upto) + 1])
    return Lane(release, variant, Mode.STRICT, tuple(cells), asked)


def detail(name: str, *lanes: Lane) -> CaseDetail:
    texts = dict.fromkeys(("collection", "title", "explanation", "source", "sha256", "path"), "x")
    lists = dict.fromkeys(("tags", "issues", "near", "requires"), ())
    rest = {"no_rewrite": None, "support_level": None, "expect": None, "model_source": "", "model_line": 1}
    rewrites = (RewriteView("other", None, "", ""),)
    return CaseDetail(case=name, area="a", rewrites=rewrites, lanes=lanes, **texts, **lists, **rest)  # type: ignore[arg-type]


def test_each_release_says_what_it_changed_against_the_one_before() -> None:
    old, middle, new = RELEASES
    found = release_views(
        [
            detail("gained", lane(old, "export: GB0001"), lane(middle), lane(new)),
            detail("lost", lane(old), lane(middle, "run: X"), lane(new, "run: X")),
            detail("other", lane(old, "export: X"), lane(middle, "export: Y"), lane(new, "run: Y")),
            detail("skips one", lane(old, "export: X"), lane(new)),
            detail("rewrite", lane(old, "run: X", "other"), lane(middle, variant="other")),
            detail("deeper", lane(middle), lane(new, "shapes: X", upto=Stage.SHAPES)),
        ],
        ENVIRONMENTS,
    )
    assert [(view.release, view.before) for view in found] == [(new, middle), (middle, old), (old, None)]

    def said(place: int, way: str, originals: bool = True) -> list[tuple[str, str, str]]:
        return [
            (changed.detail.case, changed.before.words, changed.after.words)
            for changed in found[place].of(way, originals=originals)
        ]

    assert said(1, NEW) == [("gained", "export: GB0001", "pass")]
    assert said(1, LOST) == [("lost", "pass", "run: X")]
    assert said(1, OTHER) == [("other", "export: X", "export: Y")]
    assert said(1, NEW, originals=False) == [("rewrite", "run: X", "pass")]
    assert said(0, NEW) == [("skips one", "export: X", "pass")], "against what is known last of it"
    assert said(0, LOST) == [], "a stage that the older release was not asked for changes nothing"
    assert said(0, OTHER) == [("other", "export: Y", "run: Y")]
    shares = [view.shares["a", Mode.STRICT] for view in found]
    assert [(share.passed, share.measured) for share in shares] == [(1, 3), (1, 3), (1, 3)]


def test_a_stage_that_only_one_release_was_asked_for_does_not_count() -> None:
    old, middle, new = RELEASES
    found = release_views(
        [
            detail("refused", lane(old, "export: X"), lane(middle), lane(new)),
            detail("deeper", lane(old), lane(middle), lane(new, "shapes: X", upto=Stage.SHAPES)),
        ],
        ENVIRONMENTS,
    )
    assert [view.shares["a", Mode.STRICT].passed for view in found] == [2, 2, 1]


def test_a_release_of_which_little_was_measured_is_held_against_nothing() -> None:
    old, middle, new = RELEASES
    cases = [detail(name, lane(old), lane(new, "run: X")) for name in "abc"]
    found = release_views([*cases, detail("bisected", lane(old), lane(middle), lane(new))], ENVIRONMENTS)
    assert [(view.release, view.before, view.programs) for view in found] == [
        (new, old, 4),
        (middle, None, 1),
        (old, None, 4),
    ]
    assert [view.partial for view in found] == [False, True, False]
    assert found[0].shares["a", Mode.STRICT].measured == 4
    assert len(found[0].of(LOST, originals=True)) == 3


def test_one_release_alone_changed_nothing() -> None:
    (view,) = release_views([detail("one", lane("2.13.0"))], ENVIRONMENTS[:1])
    assert (view.before, view.changed, view.compared) == (None, (), 0)
    assert release_views([], []) == []
