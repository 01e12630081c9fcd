"""Put image tokens into the places of a mask with `masked_scatter`

`masked_scatter` takes the values in the order of the places, and its result has the shape of the input, so nothing
depends on the data: both modes export it. The number of values is checked when the program runs.
"""

import torch

tags = {"torch.dynamic-value", "torch.dynamic-shape"}
near = ["operators/write_to_places_of_a_mask"]


class Model(torch.nn.Module):
    def forward(self, text, places, image):
        return text.masked_scatter(places[..., None].expand_as(text), image)


model = Model()
example_args = (torch.zeros(1, 4, 2), torch.tensor([[True, False, True, False]]), torch.randn(2, 2))
dynamic_shapes = {"text": None, "places": None, "image": {0: torch.export.Dim("tokens")}}
more_args = [(torch.zeros(1, 4, 2), torch.tensor([[True, True, True, False]]), torch.randn(3, 2))]
