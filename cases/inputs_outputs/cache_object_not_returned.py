"""Update a registered cache object that the caller keeps

Inside the program the object is a copy with the same tensors. The longer tensors are put into the copy, the caller's
object keeps the old ones, and nothing says so: the next step starts from a cache that never grows.
"""

import torch
from torch.utils import _pytree

tags = {"python.class", "python.side-effect", "torch.pytree", "torch.kv-cache", "torch.soundness"}
expect = {"strict": "run: InputMutationDiffers", "nonstrict": "run: InputMutationDiffers"}
no_rewrite = "no graph can put other tensors into an object of its caller: return the cache, and keep what comes back"
near = ["inputs_outputs/cache_object_registered", "inputs_outputs/cache_replaced_in_list"]


class Cache:
    def __init__(self, keys):
        self.keys = keys

    def update(self, layer, key):
        self.keys[layer] = torch.cat([self.keys[layer], key])
        return self.keys[layer]


_pytree.register_pytree_node(
    Cache,
    lambda cache: (cache.keys, None),
    lambda keys, _: Cache(list(keys)),
    flatten_with_keys_fn=lambda cache: ([(_pytree.SequenceKey(at), key) for at, key in enumerate(cache.keys)], None),
    serialized_type_name="KeptCache",
)


class Model(torch.nn.Module):
    def forward(self, x, cache):
        for layer in range(2):
            x = x + cache.update(layer, x).mean(0)
        return x


model = Model()
example_args = (torch.randn(1, 3), Cache([torch.randn(4, 3), torch.randn(4, 3)]))
more_args = [(torch.ones(1, 3), Cache([torch.zeros(4, 3), torch.ones(4, 3)]))]
