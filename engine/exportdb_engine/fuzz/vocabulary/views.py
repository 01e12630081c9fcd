"""The same elements in another shape."""

from exportdb_engine.fuzz.vocabulary import named

OPS = named(
    squeeze="{t}.squeeze()",
    squeeze_dim="{t}.squeeze({d})",
    unsqueeze="{t}.unsqueeze({d})",
    flatten="{t}.flatten()",
    reshape_flat="{t}.reshape(-1)",
    view_flat="{t}.view(-1)",
    reshape_rows="{t}.reshape({t}.shape[0], -1)",
    reshape_last="{t}.reshape(-1, {t}.shape[-1])",
    reshape_pairs="{t}.reshape(-1, 2)",
    view_as_self="{t}.view_as({t})",
    reshape_as="{t}.reshape({u}.shape)",
    transpose="{t}.transpose(0, -1)",
    transpose_contiguous="{t}.transpose(0, -1).contiguous()",
    t="{t}.t()",
    permute="{t}.permute(*reversed(range({t}.dim())))",
    movedim="{t}.movedim(0, -1)",
    unflatten="{t}.unflatten({d}, (-1, 1))",
    unfold="{t}.unfold({d}, 2, 1)",
    as_strided_head="{t}.as_strided(({n},), (1,))",
    chunk_first="{t}.chunk(2)[0]",
    chunk_last="{t}.chunk(2)[-1]",
    split_first="{t}.split(2)[0]",
    split_last="{t}.split(2)[-1]",
    tensor_split="{t}.tensor_split(2)[0]",
    unbind="{t}.unbind({d})[0]",
    contiguous="{t}.contiguous()",
    view_dtype="{t}.view(torch.int32)",
    atleast_2d="torch.atleast_2d({t})",
)
