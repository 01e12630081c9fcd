"""Compute parts in a thread pool

The tracer of non-strict mode watches one thread: what the others compute is not recorded, and a stand-in tensor turns
up as a constant. Strict mode does not follow the making of threads. Write a loop; a backend may still run it in
parallel.
"""

import concurrent.futures

import torch

tags = {"python.thread", "python.graph-break"}
expect = {"strict": "export: GB0156", "nonstrict": "export: RuntimeError"}
near = ["standard_library/lock_around_a_cache"]


class Model(torch.nn.Module):
    def forward(self, x):
        with concurrent.futures.ThreadPoolExecutor(1) as pool:
            return torch.stack(list(pool.map(lambda scale: x * scale, (0.5, 2.0))))


class Loop(torch.nn.Module):
    """Compute one after the other."""

    def forward(self, x):
        return torch.stack([x * scale for scale in (0.5, 2.0)])


model = Model()
rewrites = {"loop": Loop()}
example_args = (torch.randn(4, 3),)
more_args = [(torch.ones(4, 3),)]
