"""Keep the `id()` of a list in an object that outlives `forward`

Strict mode gives a list that is made while tracing a stand-in for its `id`, which means nothing afterwards, so it does
not let it out. Non-strict mode keeps the address that the list had while tracing. Keep the list itself.
"""

import torch

tags = {"python.object-identity", "python.side-effect", "python.graph-break"}
expect = {"strict": "export: GB4501"}
near = ["python_statements/generator_kept_in_new_object", "standard_library/pattern_kept_in_new_object"]


class Entry:
    pass


class Model(torch.nn.Module):
    def forward(self, x):
        names = ["low", "high"]
        entry = Entry()
        entry.owner = id(names)
        self.entry = entry
        return x * len(names)


class KeepsList(torch.nn.Module):
    """Keep the list and ask `is` later; that keeps the list alive."""

    def forward(self, x):
        names = ["low", "high"]
        entry = Entry()
        entry.owner = names
        self.entry = entry
        return x * len(names)


model = Model()
rewrites = {"the list itself": KeepsList()}
example_args = (torch.randn(3),)
more_args = [(torch.ones(3),)]
