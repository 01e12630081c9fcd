"""A Triton kernel as an operator

`triton_op` registers a function whose body launches kernels through `wrap_triton`, so that tracing sees into it: shapes
come from the body, and no fake kernel is needed. What compiles the program may fuse around the kernel; what loads it
elsewhere needs Triton, a GPU and the same registration.
"""

import torch
import triton
import triton.language as tl

tags = {"torch.custom-op", "torch.device"}
requires = {"cuda", "triton", "torch>=2.6"}
near = ["custom_ops/with_fake_kernel"]
BLOCK = 64


@triton.jit
def scaled_kernel(source, target, factor, count, BLOCK: tl.constexpr):
    places = tl.program_id(0) * BLOCK + tl.arange(0, BLOCK)
    inside = places < count
    tl.store(target + places, tl.load(source + places, mask=inside) * factor, mask=inside)


@torch.library.triton_op("exportdb_case::scaled_by_triton", mutates_args={})
def scaled(x: torch.Tensor, factor: float) -> torch.Tensor:
    result = torch.empty_like(x)
    grid = (triton.cdiv(x.numel(), BLOCK),)
    torch.library.wrap_triton(scaled_kernel)[grid](x, result, factor, x.numel(), BLOCK)
    return result


class Model(torch.nn.Module):
    def forward(self, x):
        return scaled(x, 0.5) + 1


model = Model()
example_args = (torch.randn(100, device="cuda"),)
more_args = [(torch.zeros(100, device="cuda"),)]
