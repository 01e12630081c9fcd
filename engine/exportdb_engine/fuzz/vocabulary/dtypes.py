"""Casts and promotion."""

from exportdb_engine.fuzz.vocabulary import named

OPS = named(
    to_double="{t}.double()",
    to_half_and_back="{t}.half().float()",
    to_long="{t}.round().long()",
    to_bool="{t} > 0",
    to_int8="({t} > 0).to(torch.int8)",
    integer_division="{t}.round().long() // 2",
    true_division="{t} / 2",
    plus_integer="{t} + 1",
    plus_size="{t} + {n}",
    times_half="{t} * 0.5",
    squared="{t} ** 2",
    compare="{t} >= {u}",
    promote="{t}.double() + {u}",
    sum_of_bool="({t} > 0).sum({d})",
    mean_of_long="{t}.round().long().float().mean()",
    clamp_by_size="{t}.clamp(max={n})",
    bitwise="({t} > 0) ^ ({t} > 1)",
    size_over_two="{t} * ({n} / 2)",
)
