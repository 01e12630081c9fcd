"""The table backend × feature: what counts, once for each program, and what is read from the exported program."""

from __future__ import annotations

from exportdb.store.details import CaseDetail, CellView, Lane
from exportdb.store.features import features, matrix
from exportdb_engine.protocol import Export, Mode, Outcome, Stage, Symbol, Value


def lane(mode: Mode, export: Export, *outcomes: tuple[str, Outcome], variant: str = "original") -> Lane:
    cells = tuple(
        CellView(Stage(f"lower:{name}"), outcome, "Lacks.x", None, None, 0.1, 1, {}, 1, "")
        for name, outcome in outcomes
    )
    return Lane("here", variant, mode, cells, export=export)


def detail(*lanes: Lane) -> CaseDetail:
    texts = dict.fromkeys(("case", "collection", "area", "title", "explanation", "source", "sha256", "path"), "x")
    lists = dict.fromkeys(("tags", "issues", "near", "requires", "rewrites"), ())
    rest = {"no_rewrite": None, "support_level": None, "expect": None, "model_source": "", "model_line": 1}
    return CaseDetail(**texts, **lists, **rest, lanes=lanes)  # type: ignore[arg-type]


PLAIN = Export("", inputs=(Value("x", "USER_INPUT", None, "f32[3]"),))
BRANCHES = Export("", operators={"cond": 1, "aten.add_.Tensor": 1, "own.op.default": 2, "operator.add": 1})
SIZED = Export(
    "",
    inputs=(Value("x", "USER_INPUT", None, "i64[s0]"), Value("n", "USER_INPUT", None, "2"), Value("b", "BUFFER")),
    symbols=(Symbol("s0", 3, "x", None, None), Symbol("u0", None, None, None, None)),
)


def test_features_are_read_from_the_program() -> None:
    assert features(PLAIN) == ["any"]
    assert features(BRANCHES) == ["any", "in-place operator", "custom operator", "cond"]
    assert features(SIZED) == [
        "any", "dynamic size", "data-dependent size", "has a buffer", "input that is no tensor", "integers",
    ]  # fmt: skip


def test_a_program_counts_once_non_strict_first_and_skips_do_not() -> None:
    found = matrix(
        [
            detail(
                lane(Mode.STRICT, PLAIN, ("tvm", Outcome.PASS)),
                lane(Mode.NONSTRICT, PLAIN, ("tvm", Outcome.FAIL), ("iree", Outcome.SKIP)),
            ),
            detail(lane(Mode.STRICT, BRANCHES, ("tvm", Outcome.PASS)), lane(Mode.STRICT, PLAIN, variant="other")),
        ],
        "here",
    )
    assert [(row.feature, row.programs) for row in found] == [
        ("any", 2), ("in-place operator", 1), ("custom operator", 1), ("cond", 1),
    ]  # fmt: skip
    assert found[0].counts["tvm"].words == "1 of 2"
    assert dict(found[0].counts["tvm"].codes) == {"Lacks.x": 1}
    assert set(found[0].counts) == {"tvm"}
    assert matrix([], None) == []
