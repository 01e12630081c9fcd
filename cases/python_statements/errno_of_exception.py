"""Ask a caught OSError for its `errno`

Strict mode models an exception by its arguments. `errno`, which Python makes out of them for an OSError, is missing,
and neither is the `value` of a StopIteration. The arguments themselves can be read.
"""

import errno

import torch

tags = {"python.exception", "python.attribute", "python.graph-break"}
expect = {"strict": "export: GB6215"}
near = ["python_statements/exception_attribute_set_later"]


def _load_table(name, tables):
    if name not in tables:
        raise FileNotFoundError(errno.ENOENT, "no such table", name)
    return tables[name]


class Model(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.tables = {"small": 0.5}

    def forward(self, x):
        try:
            return x * _load_table("large", self.tables)
        except OSError as error:
            if error.errno == errno.ENOENT:
                return x
            raise


class AsksForClass(torch.nn.Module):
    """Catch the subclass that stands for this number."""

    def __init__(self):
        super().__init__()
        self.tables = {"small": 0.5}

    def forward(self, x):
        try:
            return x * _load_table("large", self.tables)
        except FileNotFoundError:
            return x


model = Model()
rewrites = {"subclass": AsksForClass()}
example_args = (torch.randn(3),)
more_args = [(torch.zeros(3),)]
