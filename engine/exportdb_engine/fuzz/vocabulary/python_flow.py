"""Branches and loops on sizes."""

from exportdb_engine.fuzz.vocabulary import named

OPS = named(
    if_larger="if {n} > {k}:\n    {out} = {t} + 1\nelse:\n    {out} = {t} - 1",
    if_one="{out} = {t} * 2 if {n} == 1 else {t} * 3",
    if_empty="{out} = {t} * 2 if {n} == 0 else {t} * 3",
    if_any="{out} = {t} * 2 if {n} else {t} * 3",
    if_even="{out} = {t} * 2 if {n} % 2 == 0 else {t} * 3",
    if_half_is_zero="{out} = {t} * 2 if {n} // 2 == 0 else {t} * 3",
    if_equal="{out} = {t} * 2 if {t}.shape == {u}.shape else {t} * 3",
    if_rank="{out} = {t} * 2 if {t}.dim() == 1 else {t} * 3",
    if_contiguous="{out} = {t} * 2 if {t}.is_contiguous() else {t} * 3",
    if_any_size_is_one="{out} = {t} * 2 if 1 in {t}.shape else {t} * 3",
    if_many="{out} = {t} * 2 if {t}.numel() > 1 else {t} * 3",
    loop_up_to_two="{out} = {t}\nfor _ in range(min({n}, 2)):\n    {out} = {out} + 1",
    loop_over_rows="{out} = 0\nfor row in {t}:\n    {out} = {out} * 2 + row.sum()",
    loop_over_sizes="{out} = {t}\nfor size in {t}.shape:\n    {out} = {out} * size",
)
