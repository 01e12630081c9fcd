"""Format the traceback of an error that was caught

The error and the way to `except` are followed by strict mode; the traceback that Python writes from the frames is not
there. Keep the text of the error itself.
"""

import traceback

import torch

tags = {"python.exception", "python.side-effect", "python.graph-break"}
expect = {"strict": "export: GB9625"}
near = ["standard_library/warn_in_forward"]


class Model(torch.nn.Module):
    def forward(self, x, options):
        try:
            scale = options["scale"]
        except KeyError:
            print(traceback.format_exc())
            scale = 1.0
        return x * scale


class TextOfError(torch.nn.Module):
    """Print the error without the frames that it passed."""

    def forward(self, x, options):
        try:
            scale = options["scale"]
        except KeyError as error:
            print("missing", error.args)
            scale = 1.0
        return x * scale


model = Model()
rewrites = {"text of the error": TextOfError()}
example_args = (torch.randn(3), {"shift": torch.randn(3)})
more_args = [(torch.ones(3), {"shift": torch.zeros(3)})]
