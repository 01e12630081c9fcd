"""Tensors that are changed, and views of them."""

from exportdb_engine.fuzz.vocabulary import named

OPS = named(
    add_="{out} = {t}.clone()\n{out}.add_(1)",
    mul_into_view="{out} = {t}.clone()\n{out}[{k}:].mul_(2)",
    first_row="{out} = {t}.clone()\n{out}[0] = 7",
    column="{out} = {t}.clone()\n{out}[..., -1] = 0",
    shifted_rows="{out} = {t}.clone()\n{out}[1:] += {t}[:-1]",
    copy_broadcast="{out} = {t}.clone()\n{out}.copy_({u})",
    through_flat_view="{out} = {t}.clone()\n{out}.view(-1)[: {n}].add_(1)",
    through_transpose="{out} = {t}.clone()\n{out}.transpose(0, -1).mul_(2)",
    through_diagonal="{out} = {t}.clone()\n{out}.diagonal().zero_()",
    index_put="{out} = {t}.clone()\n{out}[torch.tensor([{k}])] = 3",
    index_add="{t}.index_add(0, torch.tensor([0, {k}]), {t}[:2])",
    scatter="{t}.scatter({d}, {t}.argsort({d}), 1.0)",
    squeeze_="{t}.clone().squeeze_()",
    unsqueeze_="{t}.clone().unsqueeze_(0)",
    transpose_="{t}.clone().transpose_(0, -1)",
    fill_diagonal_="{t}.clone().fill_diagonal_(0)",
    input_add_="{t}.add_(1)\n{out} = {t} * 2",
    masked_fill="{t}.masked_fill(torch.arange({t}.shape[-1]) == 0, 9)",
    slice_by_half="{out} = {t}.clone()\n{out}[: {n} // 2] = 5",
)
