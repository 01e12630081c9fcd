"""Await a coroutine inside `forward`

Strict mode has no rule for the bytecode of `await`, and stops. Non-strict mode runs the coroutine in Python, to its
end, while tracing: nothing of the waiting is in the graph. Write such a step as a plain function.
"""

import torch

tags = {"python.async", "python.graph-break"}
expect = {"strict": "export: GB0082"}
near = ["python_statements/asyncio_run"]


async def _encode(x):
    return x.tanh()


async def _pipeline(x):
    return await _encode(x) + await _encode(-x * 2)


class Model(torch.nn.Module):
    def forward(self, x):
        try:
            _pipeline(x).send(None)
        except StopIteration as done:
            return done.value


def _encode_now(x):
    return x.tanh()


class PlainFunctions(torch.nn.Module):
    """Call plain functions; the tensors of one forward have nothing to wait for."""

    def forward(self, x):
        return _encode_now(x) + _encode_now(-x * 2)


model = Model()
rewrites = {"plain functions": PlainFunctions()}
example_args = (torch.randn(3),)
more_args = [(torch.zeros(3),)]
