"""Hand in a cache object, update it, and return it

A class registered with `register_pytree_node` is taken apart into its tensors and built again inside the program. What
`forward` does to the object is done to that copy: return it, and the caller has the new tensors.
"""

import torch
from torch.utils import _pytree

tags = {"python.class", "torch.pytree", "torch.kv-cache"}
near = [
    "inputs_outputs/cache_object_not_registered",
    "inputs_outputs/cache_object_not_returned",
]


class Cache:
    def __init__(self, keys):
        self.keys = keys

    def update(self, layer, key):
        return Cache([torch.cat([old, key]) if at == layer else old for at, old in enumerate(self.keys)])


_pytree.register_pytree_node(
    Cache,
    lambda cache: (cache.keys, None),
    lambda keys, _: Cache(list(keys)),
    flatten_with_keys_fn=lambda cache: ([(_pytree.SequenceKey(at), key) for at, key in enumerate(cache.keys)], None),
    serialized_type_name="Cache",
)


class Model(torch.nn.Module):
    def forward(self, x, cache):
        for layer in range(2):
            cache = cache.update(layer, x)
            x = x + cache.keys[layer].mean(0)
        return x, cache


model = Model()
example_args = (torch.randn(1, 3), Cache([torch.randn(4, 3), torch.randn(4, 3)]))
more_args = [(torch.ones(1, 3), Cache([torch.zeros(4, 3), torch.ones(4, 3)]))]
