"""Reports of every shape hold the same facts."""

from __future__ import annotations

import pytest

from exportdb.explaining.reading import read, read_exception

STRICT = """Traceback (most recent call last):
  File "/home/u/run.py", line 22, in <module>
    ep = torch.export.export(Model(), (x,), strict=True)
  File "/opt/v/lib/python3.10/site-packages/torch/export/__init__.py", line 319, in export
    raise e
torch._dynamo.exc.Unsupported: Data-dependent branching
  Explanation: Detected data-dependent branching (e.g. `if my_tensor.sum() > 0:`).

 For more details, please visit: https://meta-pytorch.github.io/compile-graph-break-site/gb/gb0170.html

from user code:
   File "/home/u/run.py", line 12, in forward
    if scores.mean() > 0.5:
       ^^^^^^^

Set TORCHDYNAMO_VERBOSE=1 for the internal stack trace
"""
IPYTHON = """---------------------------------------------------------------------------
UserError                                 Traceback (most recent call last)
Cell In[5], line 12
     11 x = torch.randn(3)
---> 12 ep = torch.export.export(m, (x,))

File ~/env/lib/python3.10/site-packages/torch/export/__init__.py:174, in export(mod, args, kwargs)
    172     foo
--> 174 return _export(

Cell In[4], line 5, in Model.forward(self, x)
      4 def forward(self, x):
----> 5     if scores.mean() > 0.5:
      6         return x

UserError: Could not guard on data-dependent expression Eq(u0, 1) (unhinted: Eq(u0, 1)).
"""
OLD_IPYTHON = """<ipython-input-3-0a1b2c> in forward(self, x)
      4 def forward(self, x):
----> 5     if scores.mean() > 0.5:
      6         return x

UserError: Could not guard on data-dependent expression Eq(u0, 1)
"""
PYTEST = """    def test_it():
>       torch.export.export(M(), (torch.ones(3),))

tests/test_x.py:12:
_ _ _ _ _ _ _ _ _ _ _
tests/model.py:5: in forward
    if scores.mean() > 0.5:
E       torch.fx.experimental.symbolic_shapes.GuardOnDataDependentSymNode: Could not guard on data
E
E       Caused by: (_ops.py:12 in x)

torch/x.py:12: GuardOnDataDependentSymNode
=========================== short test summary info ============================
FAILED tests/test_x.py::test_it - torch.fx.experimental.symbolic_shapes.Guard...
"""
ONNX = """torch._dynamo.exc.UserError: Could not guard on data-dependent expression Eq(u0, 1) (unhinted: Eq(u0, 1)).

The following call raised this error:
  File "/home/u/run.py", line 9, in forward
    if scores.mean() > 0.5:

The above exception was the direct cause of the following exception:

Traceback (most recent call last):
  File "/home/u/run.py", line 30, in <module>
    torch.onnx.export(m, (x,), dynamo=True)
torch.onnx._internal.exporter._errors.TorchExportError: Failed to export the model with torch.export. This is step 1/3
of exporting the model to ONNX. Next steps:
- Modify the model code for `torch.export.export` to succeed.
"""
RICH = """╭──────────────── Traceback (most recent call last) ────────────────╮
│ /home/u/run.py:12 in forward                                       │
│                                                                    │
│   11 │   def forward(self, scores):                                │
│ ❱ 12 │   │   if scores.mean() > 0.5:                               │
╰────────────────────────────────────────────────────────────────────╯
UserError: Could not guard on data-dependent expression Eq(u0, 1)
"""
FOREIGN = 'Traceback (most recent call last):\n  File "/home/u/data.py", line 3, in load\n    d["k"]\nKeyError: \'k\'\n'


def prefixed(prefix: str) -> str:
    return "".join(prefix + line for line in STRICT.splitlines(keepends=True))


@pytest.mark.parametrize(
    ("text", "kind", "message"),
    [
        (STRICT, "Unsupported", "Data-dependent branching"),
        (IPYTHON, "UserError", "Could not guard"),
        (OLD_IPYTHON, "UserError", "Could not guard"),
        (PYTEST, "GuardOnDataDependentSymNode", "Could not guard"),
        (ONNX, "UserError", "Could not guard"),  # not the wrapper, which says nothing of the program
        (RICH, "UserError", "Could not guard"),
        (prefixed("[rank0]: "), "Unsupported", "Data-dependent branching"),
        (prefixed("2024-05-01T10:00:00.1234567Z "), "Unsupported", "Data-dependent branching"),
        (prefixed("(Worker pid=4711) "), "Unsupported", "Data-dependent branching"),
        (prefixed("\x1b[31m"), "Unsupported", "Data-dependent branching"),
        (prefixed("> "), "Unsupported", "Data-dependent branching"),
        (STRICT.replace("\n", "\r\n"), "Unsupported", "Data-dependent branching"),
        # a log: what was reported after it has another origin
        (f"2024-05-01 10:00:00,123 - root - ERROR - boom\n{STRICT}\n{FOREIGN}", "Unsupported", "Data-dependent"),
    ],
    ids=[
        "strict",
        "ipython",
        "old ipython",
        "pytest",
        "onnx",
        "rich",
        "rank",
        "ci",
        "ray",
        "ansi",
        "quoted",
        "crlf",
        "log",
    ],
)
def test_every_shape(text: str, kind: str, message: str) -> None:
    report = read(text)
    assert report.error is not None
    assert (report.error.kind, report.error.exporting) == (kind, True)
    assert report.error.message.startswith(message)
    assert report.frame is not None
    assert report.frame.code == "if scores.mean() > 0.5:"
    assert report.frame.function.endswith("forward")
    if "gb0170" in text:
        assert report.error.codes == ("GB0170", "Unsupported")


@pytest.mark.parametrize(
    "text", ["GB0170", "gb0170", " 170\n", "https://example.org/compile-graph-break-site/gb/gb0170.html"]
)
def test_an_id_alone(text: str) -> None:
    assert read(text).asked == "GB0170"


@pytest.mark.parametrize(
    ("text", "exporting"),
    [
        (FOREIGN, False),
        ("torch.OutOfMemoryError: CUDA out of memory. Tried to allocate 20 MiB", False),
        ("ModuleNotFoundError: No module named 'onnxscript'", False),
        ("RuntimeError: mat1 and mat2 shapes cannot be multiplied (2x3 and 4x5)", False),
        ("Could not guard on data-dependent expression Eq(u0, 1)", True),
        ("RuntimeError: There was no fake impl registered for <CustomOpDef(a::b)>", True),
    ],
)
def test_what_comes_of_an_export(text: str, exporting: bool) -> None:
    error = read(text).error
    assert error is not None
    assert error.exporting is exporting


def test_a_guard_that_torch_only_logged() -> None:
    report = read("W0213 09:47:01.17 2 torch/x.py:65] failed during evaluate_expr(Ne(u0, 589), hint=None, size=False")
    assert report.error is not None
    assert report.error.message == "Could not guard on data-dependent expression Ne(u0, 589)"
    assert report.error.exporting


def test_a_program_before_its_error_is_no_prose() -> None:
    text = "The model fails to export:\n\n    y = x.numpy()\n    return y + 1\nRuntimeError: no\n  File x.py"
    assert read(text).program == ("y = x.numpy()", "return y + 1")


def test_further_errors_of_a_log_are_named() -> None:
    assert [error.first_line for error in read(f"{STRICT}\n{FOREIGN}").others] == ["KeyError: 'k'"]


def test_an_exception_with_its_cause() -> None:
    class UserError(Exception):
        pass

    try:
        try:
            raise UserError("Could not guard on data-dependent expression Eq(u0, 1)")
        except UserError as cause:
            raise RuntimeError("the export of the model failed") from cause
    except RuntimeError as error:
        report = read_exception(error)
    assert report.error is not None
    assert report.error.kind.endswith("UserError")
    assert [other.kind for other in report.others] == ["RuntimeError"]


@pytest.mark.parametrize(
    "text", ["", " \n\t", "\x00", "Traceback (most recent call last):\n", "E\nE\n", "a" * 500_000, ": \n" * 5000]
)
def test_nothing_of_it_breaks(text: str) -> None:
    read(text)
