"""`torch.no_grad` in `forward`

Whether gradients are recorded is part of the program: the exported graph keeps the region as a subgraph. Decomposition
is for inference, and writes the operators without it.
"""

import torch

tags = {"torch.autograd", "torch.training"}
near = [
    "export_api/autocast_then_convert",
    "export_api/checkpointed_layer",
    "export_api/inference_mode_in_forward",
    "classes/no_grad_method_of_new_object",
]


class Model(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.backbone = torch.nn.Linear(3, 4)
        self.head = torch.nn.Linear(4, 2)

    def forward(self, x):
        with torch.no_grad():
            features = self.backbone(x).relu()
        return self.head(features)


model = Model()
example_args = (torch.randn(4, 3),)
more_args = [(torch.ones(4, 3),)]
