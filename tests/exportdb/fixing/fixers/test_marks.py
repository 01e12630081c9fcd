from __future__ import annotations

import pytest

BREAK = "Call to `torch._dynamo.graph_break()`"
DISABLED = "Skip inlining function <function Net.prep at 0x7f33> since it was wrapped with `torch.compiler.disable`"
SCRIPT = "Exporting a ScriptModule is not supported."

CHANGES = (
    (BREAK, "def f(x):\n    torch._dynamo.graph_break()\n    return x\n", "def f(x):\n    return x\n"),
    (
        BREAK,
        "def f(x):\n    if x.dim():\n        torch._dynamo.graph_break()  # here\n    return x\n",
        "def f(x):\n    if x.dim():\n        pass  # here\n    return x\n",
    ),
    (
        DISABLED,
        "class Net:\n    @staticmethod\n    @torch.compiler.disable()\n    def prep(x):\n        return x\n",
        "class Net:\n    @staticmethod\n    def prep(x):\n        return x\n",
    ),
    (SCRIPT, "@torch.jit.script\ndef f(x: Tensor):\n    return x\n", "def f(x: Tensor):\n    return x\n"),
    (SCRIPT, "net = torch.jit.script(Net().eval())\n", "net = Net().eval()\n"),
    (SCRIPT, "net = torch.jit.freeze(torch.jit.script(net))\n", "net = net\n"),
)

LEAVES = (
    (DISABLED, "@torch.compiler.disable\ndef other(x):\n    return x\n"),
    (DISABLED, "@torch.no_grad()\ndef prep(x):\n    return x\n"),
    (SCRIPT, "net = torch.jit.load('net.pt')\n"),
    ("Data-dependent branching", "def f(x):\n    torch._dynamo.graph_break()\n    return x\n"),
)


@pytest.mark.parametrize(("message", "before", "after"), CHANGES)
def test_changes(ask, message, before, after):
    (patch,) = ask("marks", before, "", message).patches
    assert patch.source == after


@pytest.mark.parametrize(("message", "source"), LEAVES)
def test_leaves_alone(ask, message, source):
    found = ask("marks", source, "", message)
    assert not found.patches
    assert not found.left
