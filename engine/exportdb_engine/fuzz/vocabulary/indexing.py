"""Parts of tensors by position."""

from exportdb_engine.fuzz.vocabulary import named

OPS = named(
    first="{t}[0]",
    last="{t}[-1]",
    element="{t}[{k}]",
    head="{t}[:{k}]",
    tail="{t}[{k}:]",
    but_last="{t}[:-1]",
    step="{t}[::2]",
    head_by_size="{t}[: {n} // 2]",
    tail_by_size="{t}[{n} // 2 :]",
    select="{t}.select({d}, {k})",
    index_select="{t}.index_select({d}, torch.tensor([{k}]))",
    index_tensor="{t}[torch.tensor([0, {k}])]",
    gather_sorted="{t}.gather(0, {t}.argsort(0))",
    take="{t}.take(torch.tensor([{k}]))",
    narrow="{t}.narrow({d}, {k}, 1)",
    narrow_last="{t}.narrow({d}, {t}.shape[{d}] - 1, 1)",
    flip="{t}.flip({d})",
    diagonal="{t}.diagonal()",
    tril="{t}.tril()",
    new_axis="{t}[:, None]",
    ellipsis="{t}[..., :1]",
)
