"""Call builtins on values that are known while tracing

`print`, `len`, f-strings and `isinstance` are builtins too, but they are called on a static shape here, which is
plain Python while tracing. The text is printed when the program is traced, not when it runs.
"""

import torch

tags = {"python.builtin", "torch.static-shape"}
near = ["graph_breaks/eval_of_text"]


class Model(torch.nn.Module):
    def forward(self, x):
        label = f"rows={x.shape[0]}"
        print(label)
        return x + len(label) if isinstance(x, torch.Tensor) else x


model = Model()
example_args = (torch.randn(3, 2),)
more_args = [(torch.zeros(3, 2),)]
