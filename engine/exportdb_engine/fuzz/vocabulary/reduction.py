"""Reductions and what runs along a dimension."""

from exportdb_engine.fuzz.vocabulary import named

OPS = named(
    sum="{t}.sum({d})",
    sum_all="{t}.sum()",
    sum_keep="{t}.sum({d}, keepdim=True)",
    mean="{t}.mean({d})",
    std="{t}.std({d})",
    var="{t}.var({d}, correction=0)",
    amax="{t}.amax({d})",
    argmax="{t}.argmax({d})",
    prod="{t}.prod({d})",
    any="{t}.any({d})",
    all="({t} > 0).all()",
    norm="torch.linalg.vector_norm({t}, dim={d})",
    logsumexp="{t}.logsumexp({d})",
    softmax="{t}.softmax({d})",
    cumsum="{t}.cumsum({d})",
    cummax="{t}.cummax({d}).values",
    sort="{t}.sort({d}).values",
    topk="{t}.topk(1, {d}).values",
    median="{t}.median({d}).values",
    diff="{t}.diff(dim={d})",
    count_nonzero="{t}.count_nonzero({d})",
    layer_norm="torch.nn.functional.layer_norm({t}, {t}.shape[-1:])",
    center="{t} - {t}.mean({d}, keepdim=True)",
    batch_norm="torch.nn.functional.batch_norm({t}, None, None, training=True)",
)
