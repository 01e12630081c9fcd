"""A low-pass filter by `rfft` and `irfft`

Real Fourier transforms of one dimension are core ATen, and a dynamic length stays dynamic, given that `irfft` is told
the length: from the spectrum alone it cannot know whether it was even or odd.
"""

import torch

tags = {"torch.signal", "torch.dynamic-shape", "torch.dim-dynamic"}
requires = {"torch>=2.6"}
near = ["operators/fft_in_two_dimensions", "operators/spectrogram"]


class Model(torch.nn.Module):
    def forward(self, wave):
        spectrum = torch.fft.rfft(wave)
        kept = torch.arange(spectrum.shape[-1]) < 4
        return torch.fft.irfft(spectrum * kept, n=wave.shape[-1])


model = Model()
example_args = (torch.randn(2, 32),)
dynamic_shapes = {"wave": {1: torch.export.Dim.DYNAMIC}}
more_args = [(torch.randn(2, 33),), (torch.randn(2, 7),)]
