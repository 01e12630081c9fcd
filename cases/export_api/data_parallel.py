"""A model wrapped in `DataParallel`

Without GPUs the wrapper calls the module that it holds, and both modes trace that. Parameters are named `module.` and
so on; `model.module` is the model itself.
"""

import torch

tags = {"torch.module", "torch.device"}
near = ["export_api/compiled_module"]

model = torch.nn.DataParallel(torch.nn.Sequential(torch.nn.Linear(3, 2), torch.nn.ReLU()), device_ids=[])
example_args = (torch.randn(4, 3),)
more_args = [(torch.ones(4, 3),)]
