"""Hand in a cache object that was not registered

In many decoders the cache of keys and values is a class of its own, and torch does not know which tensors it holds.
Both modes refuse it as an input. Hand in the tensors that it holds, and make the object inside `forward`.
"""

import torch

tags = {"python.class", "torch.pytree", "torch.kv-cache"}
expect = {"strict": "export: UserError", "nonstrict": "export: ValueError"}
issues = ["pytorch/pytorch#136582"]
near = ["inputs_outputs/cache_object_registered"]


class Cache:
    def __init__(self, keys):
        self.keys = list(keys)

    def __iter__(self):
        return iter(self.keys)

    def __eq__(self, other):
        return all(torch.equal(one, two) for one, two in zip(self, other))

    def longer(self, layer, key):
        return torch.cat([self.keys[layer], key])


class Model(torch.nn.Module):
    def forward(self, x, cache):
        keys = [cache.longer(layer, x) for layer in range(2)]
        return sum(key.mean(0) for key in keys), keys


class MakesCache(Model):
    """Take the tensors, and wrap them inside. The caller hands in a list and keeps the one that comes back."""

    def forward(self, x, keys):
        return super().forward(x, Cache(keys))


# lint: allow more-args because a program made for a list refuses the object
_keys = [torch.randn(4, 3), torch.randn(4, 3)]
model = Model()
rewrites = {"list": {"model": MakesCache(), "example_args": (torch.randn(1, 3), _keys)}}
example_args = (torch.randn(1, 3), Cache(_keys))
