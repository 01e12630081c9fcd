"""Tensors put together, padded and repeated."""

from exportdb_engine.fuzz.vocabulary import named

OPS = named(
    cat="torch.cat([{t}, {u}])",
    cat_self="torch.cat([{t}, {t}], dim={d})",
    cat_and_cut="torch.cat([{t}, {t}])[: {t}.shape[0]]",
    stack="torch.stack([{t}, {u}])",
    hstack="torch.hstack([{t}, {t}])",
    pad="torch.nn.functional.pad({t}, (1, 0))",
    pad_negative="torch.nn.functional.pad({t}, (0, -1))",
    pad_reflect="torch.nn.functional.pad({t}[None], (1, 0), mode='reflect')",
    pad_circular="torch.nn.functional.pad({t}[None], (1, 0), mode='circular')",
    pad_to_size="torch.nn.functional.pad({t}, (0, {n} % 2))",
    roll="{t}.roll({k}, {d})",
    roll_by_size="{t}.roll({n} // 2, 0)",
    tile="{t}.tile(2)",
    repeat_interleave="{t}.repeat_interleave(2, {d})",
    interpolate="torch.nn.functional.interpolate({t}[None], scale_factor=2.0)",
    interpolate_linear="torch.nn.functional.interpolate({t}[None], scale_factor=2.0, mode='linear')",
    max_pool="torch.nn.functional.max_pool1d({t}[None], 2)",
    avg_pool="torch.nn.functional.adaptive_avg_pool1d({t}[None], 2)",
    conv="torch.nn.functional.conv1d({t}[:, None], torch.ones(1, 1, 2))",
    block_diag="torch.block_diag({t}, {t})",
)
