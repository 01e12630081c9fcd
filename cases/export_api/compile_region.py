"""Mark a repeated block with `nested_compile_region`

Both modes keep the block as one subgraph that is called twice, which keeps graphs of deep models small. The program
runs and can be saved. Exported again in strict mode it is refused: Dynamo does not take the operator that it made
itself.
"""

import torch

tags = {"torch.compile", "torch.retrace", "python.decorator"}
expect = {"strict": "retrace: GB0017"}
near = ["export_api/compile_region_of_partial", "export_api/compile_region_with_item"]
requires = {"torch>=2.8"}


def _block(x):
    return (x * 2.0).sin()


@torch.compiler.nested_compile_region
def _region(x):
    return _block(x)


class Model(torch.nn.Module):
    def forward(self, x):
        return _region(_region(x))


class NoRegion(torch.nn.Module):
    """Call the function itself; the graph then holds its operators once for each call."""

    def forward(self, x):
        return _block(_block(x))


model = Model()
rewrites = {"no region": NoRegion()}
example_args = (torch.randn(3),)
more_args = [(torch.ones(3),)]
