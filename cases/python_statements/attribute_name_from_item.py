"""Choose a layer by a name that holds a number from a tensor

The name needs the value of the index as text, and while tracing the index is a symbol. Strict mode refuses such a name;
non-strict mode formats the symbol and looks for a layer called `head_u0`. Compute with all heads and select, or keep
their weights in one tensor and index that.
"""

import torch

tags = {"python.f-string", "python.attribute", "torch.item", "torch.dynamic-value", "python.graph-break"}
expect = {"strict": "export: GB0190", "nonstrict": "export: AttributeError"}
near = ["python_statements/attribute_name_from_counter", "python_statements/print_formatted_value"]


class Model(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.head_0 = torch.nn.Linear(3, 2)
        self.head_1 = torch.nn.Linear(3, 2)

    def forward(self, x, task):
        return getattr(self, f"head_{task.item()}")(x)


class AllHeads(torch.nn.Module):
    """Run every head and select one result; the work grows with the number of heads."""

    def __init__(self, model):
        super().__init__()
        self.heads = torch.nn.ModuleList([model.head_0, model.head_1])

    def forward(self, x, task):
        outputs = torch.stack([head(x) for head in self.heads])
        return outputs.index_select(0, task.reshape(1))[0]


model = Model()
rewrites = {"select": AllHeads(model)}
example_args = (torch.randn(4, 3), torch.tensor(1))
more_args = [(torch.ones(4, 3), torch.tensor(0)), (torch.ones(4, 3), torch.tensor(1))]
