"""Return a text beside a tensor

A text that is known while tracing is part of the output, and the exported program returns it. Saving writes it down;
loading then cannot read it back. Keep the text out of the program.
"""

import torch

tags = {"python.data-structure", "torch.serialization"}
expect = {"strict": "serialize: RuntimeError", "nonstrict": "serialize: RuntimeError"}
no_rewrite = "a saved program cannot hold the text of its output: the caller has to add it"
near = ["inputs_outputs/plain_values_in_output", "inputs_outputs/text_of_item_as_output"]


class Model(torch.nn.Module):
    def forward(self, x):
        return {"task": "regression", "value": x.mean(-1)}


model = Model()
example_args = (torch.randn(2, 3),)
more_args = [(torch.ones(2, 3),)]
