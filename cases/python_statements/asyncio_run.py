"""Run a coroutine with `asyncio.run` inside `forward`

Strict mode stops at the first C function of the event loop. Non-strict mode runs the loop while tracing and records the
operators in the order in which the coroutines got to them.
"""

import asyncio

import torch

tags = {"python.async", "python.graph-break"}
expect = {"strict": "export: GB0007"}
near = ["python_statements/await_a_coroutine"]


class Model(torch.nn.Module):
    async def embed(self, x):
        return x.tanh() * 2

    def forward(self, x):
        return asyncio.run(self.embed(x)) + 1


class PlainMethod(torch.nn.Module):
    """Make the method a plain one; the tensors of one forward have nothing to wait for."""

    def embed(self, x):
        return x.tanh() * 2

    def forward(self, x):
        return self.embed(x) + 1


model = Model()
rewrites = {"plain method": PlainMethod()}
example_args = (torch.randn(3),)
more_args = [(torch.zeros(3),)]
