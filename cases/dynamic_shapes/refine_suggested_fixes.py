"""Apply the suggested fixes with `refine_dynamic_shapes_from_suggested_fixes`

A refusal ends with fixes to the spec, and this function applies them. It parses the text up to its end, so the
sentences that `torch.export.export` itself adds after the fixes have to be cut off first.
"""

import torch
from torch.export import Dim
from torch.export.dynamic_shapes import refine_dynamic_shapes_from_suggested_fixes

tags = {"torch.dynamic-shape", "torch.dim-named", "torch.constraint-violation", "torch.dim-derived"}
expect = {"strict": "shapes: OverRestrictive", "nonstrict": "shapes: OverRestrictive"}
near = ["dynamic_shapes/constraint_violation"]
no_rewrite = (
    "The refined spec is what torch suggests; the sizes 0 and 1 lie in its ranges, and are refused all the same."
)


class Model(torch.nn.Module):
    def forward(self, x, y):
        return x + y[1:]


def _refined(spec):
    """The spec with the fixes that the refusal suggests."""
    try:
        torch.export.export(model, example_args, dynamic_shapes=spec)
    except torch._dynamo.exc.UserError as error:
        message = str(error).partition("\n\nThe error above")[0]
        return refine_dynamic_shapes_from_suggested_fixes(message, spec)
    return spec


model = Model()
example_args = (torch.randn(8), torch.randn(9))
dynamic_shapes = _refined({"x": {0: Dim("dx")}, "y": {0: Dim("dy")}})
more_args = [(torch.ones(16), torch.ones(17)), (torch.ones(16), torch.ones(16))]
