"""Shapes made from shapes: expand, broadcast, sizes as values."""

from exportdb_engine.fuzz.vocabulary import named

OPS = named(
    expand_first="{t}.expand({n}, *{t}.shape)",
    expand_as="{t}.expand_as({u})",
    broadcast_to="{t}[:1].broadcast_to({t}.shape)",
    broadcast_shapes="{t}.new_ones(torch.broadcast_shapes({t}.shape, {u}.shape))",
    repeat="{t}.repeat({k}, *[1] * ({t}.dim() - 1))",
    ones_of_shape="{t}.new_ones({t}.shape) + {t}",
    full_of_size="torch.full(({n},), 2.0)",
    arange_of_size="torch.arange({n})",
    eye_of_size="torch.eye({n})",
    add="{t} + {u}",
    multiply="{t} * {u}",
    outer_add="{t}[:, None] + {t}[None]",
    scale_by_size="{t} * {n}",
    scale_by_rank="{t} * {t}.dim()",
    scale_by_stride="{t} * {t}.stride({d})",
    scale_by_numel="{t} * {t}.numel()",
    tensor_of_size="torch.tensor({n}) + {t}",
    where_positive="torch.where({t} > 0, {t}, {t} * 2)",
)
