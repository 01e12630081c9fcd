"""Export again what `draft_export` made of a branch on a value

`torch.export.draft_export` goes through with what `export` refuses, and reports each thing that it had to assume. The
program that it leaves has the branch of the example for good, so exporting it again succeeds, and proves nothing: for
other values it answers with the wrong branch. Read the report, and write the branch so that the graph holds both sides.
"""

import torch

tags = {"torch.retrace", "python.control-flow"}


class Gate(torch.nn.Module):
    def forward(self, x):
        if x.sum() > 0:
            return x + 1
        return x - 1


example_args = (torch.ones(3),)
more_args = [(2 * torch.ones(3),)]
model = torch.export.draft_export(Gate(), example_args).module()
