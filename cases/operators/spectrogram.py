"""A spectrogram by `stft`

`stft` exports with a dynamic length. In core ATen it becomes a real Fourier transform of overlapping frames, and the
operator that makes the frames, `unfold`, is left over. A convolution with sines and cosines computes the same and uses
no complex numbers.
"""

import torch
from torch.nn import functional as F

tags = {"torch.signal", "torch.dynamic-shape", "torch.decomposition"}
expect = {
    "strict": "decompose: NonCoreATen, specs: FixRefused",
    "nonstrict": "decompose: NonCoreATen, specs: FixRefused",
}
requires = {"torch>=2.6"}
near = ["operators/fft_in_two_dimensions", "operators/low_pass_by_fft"]


class Model(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.register_buffer("window", torch.hann_window(8))

    def forward(self, wave):
        return torch.stft(wave, 8, hop_length=4, window=self.window, center=False, return_complex=True).abs()


class Convolution(torch.nn.Module):
    """Convolve with a fixed basis; that costs the square of the window's length and not `n log n`."""

    def __init__(self):
        super().__init__()
        angles = torch.outer(torch.arange(5), torch.arange(8)) * (2 * torch.pi / 8)
        basis = torch.cat((angles.cos(), -angles.sin())) * torch.hann_window(8)
        self.register_buffer("basis", basis[:, None])

    def forward(self, wave):
        real, imag = F.conv1d(wave[:, None], self.basis, stride=4).chunk(2, dim=1)
        return (real.square() + imag.square()).sqrt()


model = Model()
rewrites = {"convolution": Convolution()}
example_args = (torch.randn(2, 32),)
dynamic_shapes = {"wave": {1: torch.export.Dim.DYNAMIC}}
# A wave of less than three windows is refused: tracing takes the number of windows for two or more.
draws = {"wave": {"sizes": {1: (16, 64)}}}
more_args = [(torch.randn(2, 45),), (torch.ones(2, 16),)]
