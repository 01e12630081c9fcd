"""Hold a lock while a shared cache is used

Strict mode cannot enter a lock. Non-strict mode enters it while tracing; the exported program holds no lock and has no
cache. Keep both out of `forward`.
"""

import threading

import torch

tags = {"python.thread", "python.context-manager", "python.cache", "python.graph-break"}
expect = {"strict": "export: GB0142"}
near = ["standard_library/thread_pool_over_parts", "standard_library/exit_stack"]


_lock = threading.Lock()
_tables = {}


def _table(length):
    if length not in _tables:
        _tables[length] = [step / length for step in range(length)]
    return _tables[length]


class Model(torch.nn.Module):
    def forward(self, x):
        with _lock:
            table = _table(x.shape[-1])
        return x * torch.tensor(table)


class WithoutLock(torch.nn.Module):
    """Make the table in `__init__`, before there are threads; the length has to be known then."""

    def __init__(self, length):
        super().__init__()
        self.table = [step / length for step in range(length)]

    def forward(self, x):
        return x * torch.tensor(self.table)


model = Model()
rewrites = {"table in __init__": WithoutLock(4)}
example_args = (torch.randn(4),)
more_args = [(torch.ones(4),)]
