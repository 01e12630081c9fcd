"""Dicts, lists and tuples as inputs and outputs

Containers are flattened into their tensors before tracing and built again around the results, so their structure is
part of the program. Another structure, such as one more key, is another program and is refused.
"""

import torch

tags = {"python.data-structure"}
near = ["mutation/list_argument", "control_flow/cond_branch_structures_differ", "basics/keyword_inputs"]


class Model(torch.nn.Module):
    def forward(self, batch, scales):
        total = batch["image"] * scales[0] + batch["depth"] * scales[1]
        return {"total": total, "parts": [batch["image"].sum(), (batch["depth"].sum(), scales[0])]}


model = Model()
example_args = ({"image": torch.randn(2, 3), "depth": torch.randn(2, 3)}, [torch.ones(3), torch.zeros(3)])
more_args = [({"image": torch.zeros(2, 3), "depth": torch.ones(2, 3)}, [torch.zeros(3), torch.ones(3)])]
