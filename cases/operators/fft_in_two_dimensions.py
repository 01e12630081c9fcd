"""Mix tokens and features by a Fourier transform of both

A transform of several dimensions needs the complex operators `_fft_c2c` and `view_as_real`, which are not core ATen,
though the one-dimensional real transform is. A Fourier transform is a matrix product too, and only the real part is
asked for.
"""

import torch

tags = {"torch.signal", "torch.decomposition"}
expect = {"strict": "decompose: NonCoreATen", "nonstrict": "decompose: NonCoreATen"}
near = ["operators/low_pass_by_fft", "operators/spectrogram"]


class Model(torch.nn.Module):
    def forward(self, x):
        return torch.fft.fft2(x).real


class Products(torch.nn.Module):
    """Multiply by the matrices of cosines and sines; for long sequences that costs more than the fast transform."""

    def __init__(self):
        super().__init__()
        for name, size in (("tokens", 6), ("features", 4)):
            angles = torch.outer(torch.arange(size), torch.arange(size)) * (2 * torch.pi / size)
            self.register_buffer(f"{name}_cos", angles.cos())
            self.register_buffer(f"{name}_sin", angles.sin())

    def forward(self, x):
        return self.tokens_cos @ x @ self.features_cos - self.tokens_sin @ x @ self.features_sin


model = Model()
rewrites = {"matrix products": Products()}
example_args = (torch.randn(2, 6, 4),)
more_args = [(torch.ones(2, 6, 4),)]
