"""From an error to cases that were measured."""

from __future__ import annotations

from pathlib import Path

import pytest

import exportdb
from exportdb.errors import StoreError
from exportdb.explaining import index
from exportdb.explaining.codelines import alike_lines, code_line, told
from exportdb.explaining.similarity import alike_guards, guards_of, message_of
from exportdb.explaining.wordings import ids_of, today
from exportdb.store.quick import Reader

BRANCH, WHILE = "control_flow/branch_on_tensor_value", "control_flow/while_on_tensor_value"
GUARD = "Could not guard on data-dependent expression Eq(u7, 1) (unhinted: Eq(u7, 1)).  (Size-like symbols: none)"

CONSTRAINTS = """Constraints violated (n)! For more information, run with TORCH_LOGS="+dynamic".
  - The values of n = L['x'].size()[0] and m = L['y'].size()[0] must always be equal.
"""


def at(code: str, message: str, kind: str = "torch.fx.experimental.symbolic_shapes.GuardOnDataDependentSymNode") -> str:
    """A traceback that ends at a line of somebody's program."""
    return (
        f'Traceback (most recent call last):\n  File "/srv/net.py", line 7, in forward\n    {code}\n{kind}: {message}\n'
    )


@pytest.mark.parametrize(
    ("text", "case"),
    [
        # the same message, and the line decides
        (at("if votes.amax() > 0.25:", GUARD), BRANCH),
        (at("while residual.norm() > eps:", GUARD), WHILE),
        # the class is another one by release and mode
        (at("if votes.amax() > 0.25:", GUARD, "torch._dynamo.exc.UserError"), BRANCH),
        # the wording of torch 2.5, which was not measured here, is today's graph break
        (at("if votes.amax() > 0.25:", "Dynamic control flow is not supported at the moment.", "UserError"), BRANCH),
        # what is guarded decides
        (at("y = z / float(z.max())", GUARD.replace("Eq(u7, 1)", "zuf3")), "data_dependent/float_of_tensor"),
        (CONSTRAINTS, "dynamic_shapes/constraint_violation"),
        ("not core ATen: aten.repeat_interleave.Tensor", "data_dependent/repeat_rows_by_count"),
        ("GB0170", BRANCH),
        # a title that only speaks of the error
        ("[torch.compile] nn.init.trunc_normal_ fails with data-dependent branching", BRANCH),
        # a program and a message, and no stack
        (
            f"def forward(self, z):\n    y = z / float(z.max())\n{GUARD.replace('Eq(u7, 1)', 'zuf3')}",
            "data_dependent/float_of_tensor",
        ),
    ],
)
def test_the_case_is_found(measured_db: Path, text: str, case: str) -> None:
    found = exportdb.explain(text, db=str(measured_db))
    assert found, found.summary
    assert found.matches[0].case == case
    assert found.matches[0].why
    assert 0 < found.matches[0].score <= 1


@pytest.mark.parametrize(
    "text",
    [
        at("image = sample['image']", "'image'", "KeyError"),
        "torch.OutOfMemoryError: CUDA out of memory. Tried to allocate 20.00 MiB. GPU 0 has a total capacity of 14 GiB",
        "ModuleNotFoundError: No module named 'onnxscript'",
        "RuntimeError: mat1 and mat2 shapes cannot be multiplied (2x3 and 4x5)",
        "GB9999",
        "",
    ],
)
def test_unsure_names_no_case(measured_db: Path, text: str) -> None:
    found = exportdb.explain(text, db=str(measured_db))
    assert not found
    assert found.matches == ()
    assert found.needed
    assert found.next


def test_cases_about_the_same_are_named_where_nothing_stops_alike(measured_db: Path) -> None:
    found = exportdb.explain("exporting `x.repeat_interleave(counts)` gives a wrong graph", db=str(measured_db))
    assert not found
    assert [one.case for one in found.related] == ["data_dependent/repeat_rows_by_count"]
    assert "repeat_interleave" in found.related[0].words
    assert str(found.related[0]) in str(found)
    foreign = exportdb.explain("OSError: no space left: repeat_interleave", db=str(measured_db))
    assert foreign.related == ()


def test_the_answer_says_all(measured_db: Path) -> None:
    found = exportdb.explain(at("if votes.amax() > 0.25:", GUARD), db=str(measured_db), limit=3)
    best = found.matches[0]
    assert "`if votes.amax() > 0.25:` (line 7 of /srv/net.py)" in found.summary
    assert (found.place.file, found.place.line) == ("/srv/net.py", 7) if found.place else False
    assert best.stops == {"strict": "export: GB0170", "nonstrict": "export: GuardOnDataDependentSymNode"}
    assert best.rewrites[0].label == "torch.cond"
    assert any(line.startswith("+") and "torch.cond(" in line for line in best.rewrites[0].diff)
    assert set(best.rewrites[0].modes) == {"strict", "nonstrict"}
    assert len(found.matches) > 1
    assert "while" in next(match.apart for match in found.matches if match.case == WHILE)
    assert f"exportdb show {BRANCH}" in found.next
    document = found.as_json()
    assert list(document)[:2] == ["summary", "codes"]
    assert {"case", "score", "why", "rewrites"} <= set(document["matches"][0])
    for shown in (str(found), found._repr_markdown_(), found._repr_html_()):
        assert BRANCH in shown
        assert "torch.cond" in shown
    assert "&gt; 0.25" in found._repr_html_()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Expected input at *args[0].shape[1] to be equal to 4, but got 8", "Guard failed: x.size()[1] == 4"),
        ("Expected input at *args[0].shape[0] to be >= 2, but got 1", "Guard failed: x.size()[0] >= 2"),
        (
            "Operator torch._ops.aten.add_.Tensor is not Aten Canonical.",
            "not core ATen: aten.add_.Tensor",
        ),
        (
            "It appears that you're trying to get a value out of symbolic int/float whose value is data-dependent (and "
            "thus we do not know the true value.)  The expression we were trying to evaluate is u0 < 0 (unhinted: u0)",
            "Could not guard on data-dependent expression u0 < 0 (unhinted: u0 < 0)",
        ),
        (
            "Encountered an unsupported object of type <class '__main__.Batch'> while writing the metadata",
            "Unsupported input type <class '__main__.Batch'>. Export only supports pytree containers of basic types",
        ),
        (
            "value is data-dependent (and thus unknown) trying to evaluate is Eq(i0, 0) (unhinted: Eq(i0, 0))",
            "Could not guard on data-dependent expression Eq(u0, 0) (unhinted: Eq(u0, 0))",
        ),
        ("Something else", "Something else"),
    ],
)
def test_wordings_of_older_releases(old: str, new: str) -> None:
    assert today(old) == new


@pytest.mark.parametrize(
    ("message", "ids"),
    [
        ("generic_jump TensorVariable()", ("GB0170",)),
        ("call_function BuiltinVariable(print) [ConstantVariable(str)] {}", ("GB0147",)),
        ("the call_function that failed", ()),
    ],
)
def test_graph_breaks_before_they_had_ids(message: str, ids: tuple[str, ...]) -> None:
    assert ids_of(message) == ids


def test_where_there_is_no_database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("EXPORTDB_DB", raising=False)
    with pytest.raises(StoreError, match="there is no database at"):
        exportdb.explain("GB0170", db=str(tmp_path / "none.db"))
    (tmp_path / "other.txt").write_text("no database")
    with pytest.raises(StoreError, match="is no SQLite database"):
        exportdb.explain("GB0170", db=str(tmp_path / "other.txt"))


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("if x.sum() > 0:", "an `if` on `x.sum() > 0`"),
        ("elif y:", "an `if` on `y`"),
        ("for i in range(n):", "a `for` over `range(n)`"),
        ("while x.norm() > 1:", "a `while` on `x.norm() > 1`"),
        ("assert x.min() > 0, 'no'", "an `assert` on `x.min() > 0`"),
        ("return x[:n]", "an index `x[:n]`"),
        ("y = divmod(n, 3)", "a call of `divmod`"),
        ("cache += 1", "a change in place of `cache`"),
        ("scaled_dot_product_attention(", "`scaled_dot_product_attention(`"),
    ],
)
def test_what_a_line_does(code: str, words: str) -> None:
    assert told(code) == words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Mutating module attribute mean during export.", "Mutating module attribute trace during export."),
        ("Unsupported input type <class '__main__.Batch'>", "Unsupported input type <class 'net.data.Inputs'>"),
        ("The tensor attribute self.mean was assigned", "The tensor attribute self.layer.total was assigned"),
    ],
)
def test_names_of_ones_own_do_not_tell_messages_apart(one: str, other: str) -> None:
    assert message_of(one).telling == message_of(other).telling


@pytest.mark.parametrize(
    ("one", "nearer", "farther"),
    [
        ("if votes.amax() > 0.25:", "if x.mean() > 0.5:", "while x.mean() > 0.5:"),
        ("n = lengths.max().item()", "count = x.sum().item()", "count = x.sum()"),
        ("return x[:n]", "return rows[:count]", "return rows[count]"),
        ("self.calls += x", "self.mean = self.mean + y", "self.layer = Doubled()"),
    ],
)
def test_lines_are_alike_by_their_form(one: str, nearer: str, farther: str) -> None:
    here = code_line(one)
    assert alike_lines(here, here) == 1.0
    assert alike_lines(here, code_line(nearer)) > alike_lines(here, code_line(farther))


@pytest.mark.parametrize(
    ("one", "other", "likeness"),
    [
        ("data-dependent expression Eq(u0, 1) (unhinted", "data-dependent expression Eq(u12, 1) (unhinted", 1.0),
        ("data-dependent expression Eq(u0, 1) (unhinted", "data-dependent expression u0 < 5 (unhinted", 0.0),
        ("specialized it to be a constant (1)", "specialized it to be a constant (1)", 1.0),
        ("nothing", "data-dependent expression Eq(u0, 1)", None),
        ("Guard failed: x.size()[0] >= 3", "Guard failed: x.size()[0] >= 3\nGuard failed: y.size()[0] == 2", 0.9),
    ],
)
def test_guards(one: str, other: str, likeness: float | None) -> None:
    found = alike_guards(guards_of(one), guards_of(other))
    assert found == likeness


def test_an_id_is_that_of_what_failed_within() -> None:
    wrapper = "This higher order operator doesn't work unless it is captured completely. Got graph break/error:"
    titles = {"GB0040": "Encountered aliasing", "GB0041": "Encountered mutation"}
    known = [(code, f"{wrapper}\n\n{title}\n  Explanation: ..") for code, title in titles.items()]
    reader = Reader(lambda _, values: [row for row in known if row[1].startswith(values["start"])], False)
    assert index.ids_of(reader, f"{wrapper}\nEncountered aliasing\n  Higher Order Operator: torch.cond") == {"GB0040"}
    assert index.ids_of(reader, "Encountered aliasing") == frozenset()
