"""Choose a path by an environment variable

`os.environ` is read while tracing, in both modes, and the side that it chooses is the only one in the graph. A variable
that is set when the exported program runs changes nothing.
"""

import os

import torch

tags = {"python.control-flow", "python.global"}
near = ["standard_library/time_a_layer", "standard_library/ask_for_a_file", "standard_library/context_variable"]


class Model(torch.nn.Module):
    def forward(self, x):
        if os.environ.get("EXPORTDB_NO_SUCH_SWITCH", "on") == "on" and "EXPORTDB_NO_SUCH_NAME" not in os.environ:
            return torch.nn.functional.gelu(x)
        return x.relu()


model = Model()
example_args = (torch.randn(3),)
more_args = [(torch.zeros(3),)]
