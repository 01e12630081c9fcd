from __future__ import annotations

import pytest

CLASS = "import torch\nfrom dataclasses import dataclass\n\n\n@dataclass\nclass Out:\n    logits: torch.Tensor\n"
REGISTERED = CLASS + '\n\ntorch.export.register_dataclass(Out, serialized_type_name="Out")\n'

#: torch's words, of both modes, inputs and outputs.
MESSAGES = (
    "Found <class 'net.Out'> in output, which is not a known type. If this type holds tensors",
    "Encountered unrecognized type UserDefinedObjectVariable(Out) at output 0",
    "Unsupported input type <class 'a.b.Out'>. Export only supports pytree containers of basic types",
    "It looks like one of the inputs with type `<class 'net.Out'>` is not supported or pytree-flattenable.",
)


@pytest.mark.parametrize("message", MESSAGES)
def test_dataclass_is_registered_behind_its_class(ask, message):
    (patch,) = ask("dataclass", CLASS, "RuntimeError", message).patches
    assert patch.source == REGISTERED
    assert not ask("dataclass", REGISTERED, "RuntimeError", message).patches


LEAVES = {
    CLASS.replace("@dataclass\n", ""): (
        "Out is no dataclass: make it one, register it with torch.utils._pytree.register_pytree_node, or take and"
        " return its tensors"
    ),
    CLASS.replace("Out", "Other"): None,
    "def make():\n    @dataclass\n    class Out:\n        x: int\n    return Out\n": (
        "Out is made inside of something: move it to the top of the file, and register it there"
    ),
}


@pytest.mark.parametrize("source", LEAVES)
def test_leaves_alone(ask, source):
    found = ask("dataclass", source, "RuntimeError", MESSAGES[0])
    assert not found.patches
    assert [left.reason for left in found.left] == ([LEAVES[source]] if LEAVES[source] else [])
