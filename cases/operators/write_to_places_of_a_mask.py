"""Put image tokens into the places of a mask by index assignment

`text[places] = image` writes as many rows as there are true places, a number that depends on the data. It is no size of
a tensor in the graph, so nothing has to be known while tracing. Too few or too many rows are an error when the program
runs, as in eager mode; `masked_scatter` ignores rows that are left over.
"""

import torch

tags = {"torch.dynamic-value", "torch.mutation"}
near = ["operators/fill_places_of_a_mask"]


class Model(torch.nn.Module):
    def forward(self, text, places, image):
        merged = text.clone()
        merged[places] = image
        return merged


model = Model()
example_args = (torch.zeros(1, 4, 2), torch.tensor([[True, False, True, False]]), torch.randn(2, 2))
dynamic_shapes = {"text": None, "places": None, "image": {0: torch.export.Dim("tokens")}}
more_args = [
    (torch.zeros(1, 4, 2), torch.tensor([[True, True, True, False]]), torch.randn(3, 2)),
    (torch.zeros(1, 4, 2), torch.tensor([[True, True, False, False]]), torch.randn(3, 2)),
]
