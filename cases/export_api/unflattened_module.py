"""Export a module that `torch.export.unflatten` gave back

`unflatten` makes modules of an exported program again, one for each submodule, so that parts can be looked at or
replaced. Its call first sorts the inputs in a function that is marked as not to be traced, which strict mode does not
pass over; non-strict mode runs it. The nodes of its graphs hold fake tensors, so `copy.deepcopy` raises unless their
metadata is cleared. `program.module()` is flat, and exports in both modes; its submodules cannot be told apart any
more.
"""

import torch

tags = {"torch.retrace", "torch.module", "python.graph-break"}
expect = {"strict": "export: GB0098"}
near = ["export_api/submodule_signature_preserved", "export_api/exported_again_with_spec"]


class Encoder(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.first = torch.nn.Linear(4, 8)
        self.second = torch.nn.Linear(8, 2)

    def forward(self, x):
        return self.second(torch.relu(self.first(x)))


def _unflattened(program):
    module = torch.export.unflatten(program)
    for part in module.modules():
        for node in part.graph.nodes if hasattr(part, "graph") else ():
            node.meta.clear()
    return module


example_args = (torch.randn(3, 4),)
more_args = [(torch.zeros(3, 4),)]
_program = torch.export.export(Encoder().eval(), example_args, strict=False)
model = _unflattened(_program)
rewrites = {"program.module": _program.module()}
