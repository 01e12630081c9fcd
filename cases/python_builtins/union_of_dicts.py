"""Join dicts of results with `|` and `|=`

A dict that forward makes is followed through both operators since torch has rules for them. Where an older release
refuses them in strict mode, `update` on a new dict does the same.
"""

import torch

tags = {"python.data-structure", "python.operator-overloading"}
near = ["standard_library/dicts_of_collections", "python_builtins/dict_lookup_by_constant"]


class Model(torch.nn.Module):
    def forward(self, x):
        results = {"mean": x.mean(-1)} | {"largest": x.amax(-1)}
        results |= {"least": x.amin(-1)}
        return results


class Updated(torch.nn.Module):
    """Fill one dict by `update`."""

    def forward(self, x):
        results = {"mean": x.mean(-1)}
        results.update({"largest": x.amax(-1)})
        results.update({"least": x.amin(-1)})
        return results


model = Model()
rewrites = {"update": Updated()}
example_args = (torch.randn(3, 4),)
more_args = [(torch.ones(3, 4),)]
