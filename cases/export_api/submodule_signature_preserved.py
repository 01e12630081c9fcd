"""Replace a submodule of an unflattened module whose signature was preserved

An exported program is flat: submodules take whatever tensors cross their border. `preserve_module_call_signature` keeps
the arguments and keywords of the named ones, so that after `unflatten` another module with the same signature can take
the place of one. Non-strict mode exports the result; strict mode does not pass over how it sorts its inputs. Where the
other module is known before, exchange it before the first export.
"""

import torch

tags = {"torch.retrace", "torch.module", "python.graph-break"}
expect = {"strict": "export: GB0098"}
near = ["export_api/unflattened_module"]


class Head(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.project = torch.nn.Linear(4, 2)

    def forward(self, features, *, scale):
        return {"scores": self.project(features) * scale}


class CheapHead(torch.nn.Module):
    def forward(self, features, *, scale):
        return {"scores": features[:, :2] * scale}


class Encoder(torch.nn.Module):
    def __init__(self, head):
        super().__init__()
        self.body = torch.nn.Linear(4, 4)
        self.head = head

    def forward(self, x):
        return self.head(torch.relu(self.body(x)), scale=0.5)["scores"]


def _with_cheap_head(encoder):
    program = torch.export.export(encoder, example_args, strict=False, preserve_module_call_signature=("head",))
    module = torch.export.unflatten(program)
    module.head = CheapHead()
    for part in module.modules():
        for node in part.graph.nodes if hasattr(part, "graph") else ():
            node.meta.clear()  # fake tensors, which cannot be copied
    return module


class ExchangedBefore(Encoder):
    """Exchange the head before the first export, with the same weights; a program that was saved needs the long way."""

    def __init__(self, encoder):
        super().__init__(CheapHead())
        self.body = encoder.body


example_args = (torch.randn(3, 4),)
more_args = [(torch.zeros(3, 4),)]
_encoder = Encoder(Head()).eval()
model = _with_cheap_head(_encoder)
rewrites = {"exchanged before": ExchangedBefore(_encoder)}
