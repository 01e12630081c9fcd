"""Control flow that stays in the graph."""

from exportdb_engine.fuzz.vocabulary import named

OPS = (
    *named(
        cond_on_sum="torch.cond({t}.sum() > 0, lambda v: v + 1, lambda v: v * 2, ({t},))",
        cond_on_size="torch.cond({n} > 3, lambda v: v + 1, lambda v: v * 2, ({t},))",
        cond_sizes_differ="torch.cond({t}.sum() > 0, lambda v: v[1:] * 1, lambda v: v[:-1] * 2, ({t},))",
    ),
    *named(
        "from torch._higher_order_ops.map import map as map_rows",
        map_rows="map_rows(lambda row: row.cumsum(0) + 1, {t})",
        map_with_operand="map_rows(lambda row, other: row + other, {t}, {t}[0] * 1)",
    ),
    *named(
        "from torch._higher_order_ops.scan import scan",
        scan_sum="scan(lambda carry, row: (carry + row, carry * 1), {t}[0] * 0, {t})[1]",
    ),
    *named(
        "from torch._higher_order_ops.while_loop import while_loop",
        while_count="while_loop(lambda i, v: i < 3, lambda i, v: (i + 1, v * 2), (torch.tensor(0), {t}))[1]",
    ),
)
