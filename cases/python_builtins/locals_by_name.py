"""Read local variables and attributes by name: `locals()`, `vars()`, `getattr`

The local variables and attributes of the program are what strict mode keeps track of, so it can answer `locals()` and
`vars()`, unlike `globals()`. `getattr` takes any name that is known while tracing.
"""

import torch

tags = {"python.builtin", "python.attribute"}
near = [
    "python_builtins/locals_beside_closure",
    "python_builtins/globals_by_name",
    "python_builtins/hasattr_of_cached_function",
]


class Model(torch.nn.Module):
    def forward(self, x, power=2):
        low, high = x.amin(), x.amax()
        spread = high - low
        for name in ("low", "high", "middle"):
            if name in locals():
                spread = spread + locals()[name]
        function = getattr(torch, "cosh", None) or getattr(x, "sin")
        return function(x) * spread + vars()["power"] + getattr(self, "bias", 0)


model = Model()
example_args = (torch.randn(3),)
more_args = [(torch.ones(3),)]
