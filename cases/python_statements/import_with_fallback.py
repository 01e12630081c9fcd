"""Try to import a package inside `forward`

Strict mode imports while it traces; when that fails it stops, although the program would catch the ImportError.
Non-strict mode runs the statement as Python does. Ask once, at the top of the file or in `__init__`.
"""

import torch

tags = {"python.import", "python.exception", "python.graph-break"}
expect = {"strict": "export: GB0069"}
issues = ["pytorch/pytorch#122088"]
# lint: allow imports because nobody has the package: the case is about its absence
near = ["python_statements/import_inside_forward"]

try:
    import fused_kernels_that_nobody_has as _fused
except ImportError:
    _fused = None


class Model(torch.nn.Module):
    def forward(self, x):
        try:
            from fused_kernels_that_nobody_has import gelu
        except ImportError:
            gelu = torch.nn.functional.gelu
        return gelu(x)


class AsksOnce(torch.nn.Module):
    """Import at the top of the file; the choice is then made when the file is loaded, as it is for export anyway."""

    def forward(self, x):
        gelu = torch.nn.functional.gelu if _fused is None else _fused.gelu
        return gelu(x)


model = Model()
rewrites = {"import at the top": AsksOnce()}
example_args = (torch.randn(3),)
more_args = [(torch.zeros(3),)]
