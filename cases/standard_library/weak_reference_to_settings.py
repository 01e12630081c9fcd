"""Follow a weak reference to an object outside

`weakref.ref` is the usual way to point back to an owner without a cycle. Both modes follow it to the object, and a
reference that is made inside `forward` as well; `weakref.proxy` is not followed by strict mode.
"""

import weakref

import torch

tags = {"python.attribute", "python.class"}
near = ["standard_library/weak_proxy_to_settings"]


class Settings:
    def __init__(self, scale):
        self.scale = scale


_settings = Settings(0.5)
_reference = weakref.ref(_settings)


class Model(torch.nn.Module):
    def forward(self, x):
        own = Settings(x.mean())
        reference = weakref.ref(own)
        return x * _reference().scale + reference().scale


model = Model()
example_args = (torch.randn(3),)
more_args = [(torch.ones(3),)]
