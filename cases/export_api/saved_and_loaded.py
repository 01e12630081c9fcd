"""Save, load and export again

`torch.export.load(...).module()` is a module like any other, and can be exported again. Files of one's own, such as
labels, travel in the archive as `extra_files`.
"""

import io

import torch

tags = {"torch.retrace", "torch.module"}
near = ["export_api/exported_again_with_spec", "modules/layer_name_with_comma"]


class Net(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.layer = torch.nn.Linear(3, 2)

    def forward(self, x):
        return self.layer(x).relu()


def _saved_and_loaded(program):
    file, files = io.BytesIO(), {"labels": ""}
    torch.export.save(program, file, extra_files={"labels": "cat,dog"})
    file.seek(0)
    loaded = torch.export.load(file, extra_files=files)
    assert files == {"labels": "cat,dog"}
    return loaded


example_args = (torch.randn(4, 3),)
model = _saved_and_loaded(torch.export.export(Net(), example_args)).module()
more_args = [(torch.ones(4, 3),)]
