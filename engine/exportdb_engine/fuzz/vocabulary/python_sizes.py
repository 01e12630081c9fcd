"""Python arithmetic on sizes."""

from exportdb_engine.fuzz.vocabulary import named

OPS = named(
    size="{n} + 0",
    half="{n} // 2",
    modulo="{n} % 3",
    twice="2 * {n}",
    minus_one="{n} - 1",
    negative_half="-{n} // 2",
    negative_modulo="-{n} % 3",
    square="{n} * {n}",
    smaller="min({n}, 3)",
    larger="max({n}, 2)",
    at_least_one="max({n} - 1, 1)",
    at_most_one="min({n}, 1)",
    distance="abs({n} - 3)",
    power="{n} ** 2",
    both="{n} and 3",
    either="({n} - 1) or 5",
    half_and_round="round({n} / 2)",
    truncated="int({n} * 0.5)",
    shifted="{n} << 1",
    odd="{n} & 1",
)
