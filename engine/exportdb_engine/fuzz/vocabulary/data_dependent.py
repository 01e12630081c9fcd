"""Sizes that come out of values."""

from exportdb_engine.fuzz.vocabulary import named

_CHECKED = "{out}_n = int(({t} > 0).sum().item())\ntorch._check({out}_n <= {t}.numel())\n"

OPS = named(
    positive="{t}[{t} > 0]",
    positive_squeezed="{t}[{t} > 0].squeeze()",
    positive_count="{t}[{t} > 0].shape[0] * {t}",
    positive_rank="{t}[{t} > 0].squeeze().dim() * {t}",
    masked_select="torch.masked_select({t}, {t} > 0)",
    nonzero="{t}.nonzero()",
    nonzero_squeezed="{t}.nonzero().squeeze()",
    unique="{t}.unique()",
    unique_squeezed="{t}.unique().squeeze()",
    repeat_by_values="{t}.flatten().repeat_interleave(({t}.flatten() > 0).long())",
    zeros_of_count=_CHECKED + "{out} = torch.zeros({out}_n)",
    head_of_count=_CHECKED + "{out} = {t}.flatten()[:{out}_n]",
    expand_of_count=_CHECKED + "{out} = {t}.flatten()[:1].expand({out}_n)",
    arange_of_count=_CHECKED + "{out} = torch.arange({out}_n)",
    masked_rows="{t}[{t}.flatten(1).sum(1) > 0]",
    masked_assign="{out} = {t}.clone()\n{out}[{out} > 0] = 1",
    one_hot="torch.nn.functional.one_hot({t}.argmax({d}), {n})",
)
