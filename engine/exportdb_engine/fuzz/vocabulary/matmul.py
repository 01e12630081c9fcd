"""Products of matrices."""

from exportdb_engine.fuzz.vocabulary import named

OPS = named(
    gram="{t} @ {t}.mT",
    matmul="{t} @ {u}",
    row_product="{t} @ {t}.sum(0)",
    outer="torch.outer({t}, {u})",
    kron="torch.kron({t}, {u})",
    einsum_rows="torch.einsum('i...,i...->i', {t}, {t})",
    tensordot="torch.tensordot({t}, {t}, dims=1)",
    batched="{t}[None] @ {t}[None].mT",
    dot="{t}.flatten().dot({u}.flatten())",
    cdist="torch.cdist({t}, {t})",
    attention="torch.nn.functional.scaled_dot_product_attention({t}[None], {t}[None], {t}[None])",
)
