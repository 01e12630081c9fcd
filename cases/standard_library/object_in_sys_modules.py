"""Import an object that stands in `sys.modules` in place of a module

Lazy loaders put an object of their own class into `sys.modules`. Python's `import` takes any object; strict mode
insists on a true module. Non-strict mode imports. Import at the top of the file, and keep what is needed under a name.
"""

import sys

import torch

# lint: allow imports because the module is what the case itself puts into sys.modules

tags = {"python.import", "python.graph-break"}
expect = {"strict": "export: GB0022"}


class LazyHelpers:
    @staticmethod
    def double(x):
        return x * 2


sys.modules.setdefault("exportdb_lazy_helpers", LazyHelpers())


class Model(torch.nn.Module):
    def forward(self, x):
        import exportdb_lazy_helpers

        return exportdb_lazy_helpers.double(x)


class ImportedBefore(torch.nn.Module):
    """Look the function up once, when the module is made."""

    def __init__(self):
        super().__init__()
        self.double = sys.modules["exportdb_lazy_helpers"].double

    def forward(self, x):
        return self.double(x)


model = Model()
rewrites = {"imported before": ImportedBefore()}
example_args = (torch.randn(3),)
more_args = [(torch.ones(3),)]
