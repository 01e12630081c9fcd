from __future__ import annotations

from exportdb.present.messages import line_in_case, tidy, trimmed

PATH = "flow/branch.py"
MESSAGE = """Data-dependent branching
  Hint: Use `torch.cond`.

  Developer debug context: attempted to jump

from user code:
   File "/home/a b/venv/lib/python3.11/site-packages/torch/_dynamo/x.py", line 232, in forward
  File "/srv/cases/flow/branch.py", line 15, in forward
  File "/srv/cases/flow/branch.py", line 12, in helper
"""


def test_the_part_that_explains() -> None:
    assert trimmed(MESSAGE) == "Data-dependent branching\n  Hint: Use `torch.cond`."
    assert trimmed("Traceback (most recent call last):\n  x") == "Traceback (most recent call last):\n  x"
    assert trimmed("\n".join(map(str, range(40)))).endswith("15\n...")
    assert trimmed("") == ""


def test_paths_of_a_machine_go() -> None:
    text = tidy("\x1b[31m" + MESSAGE, PATH)
    assert 'File "torch/_dynamo/x.py"' in text.replace("/home/a b/venv/lib/python3.11/", "").replace("/home/a ", "")
    assert 'File "flow/branch.py", line 15' in text
    assert "/srv" not in text
    assert "\x1b" not in text


def test_the_innermost_line_of_the_case() -> None:
    assert line_in_case(MESSAGE, PATH) == 12
    assert line_in_case("func='negate' /srv/flow/branch.py:17; args", PATH) == 17
    assert line_in_case("no file", PATH) is None
