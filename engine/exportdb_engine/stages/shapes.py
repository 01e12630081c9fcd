"""Does the exported program do what eager does for every size that it declares, and refuse the others?

So for the exported program, and for the decomposed and the reloaded one where the earlier stages made them; a rewrite
is held against the original as well.
"""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

from torch.utils import _pytree

from exportdb_engine.memory import Memory
from exportdb_engine.protocol import Outcome, Stage
from exportdb_engine.shapes.check import MEANING, Form, Subject
from exportdb_engine.shapes.declared import Declared, read_declared
from exportdb_engine.shapes.draws import Draw, make, too_large
from exportdb_engine.shapes.paste import inputs_text, program_text
from exportdb_engine.shapes.search import Found, search
from exportdb_engine.shapes.search import warm_up as warm_up_search
from exportdb_engine.stages.decompose import SLACK
from exportdb_engine.work import NotHolding, Work

STAGE = Stage.SHAPES

_OUTCOME = {
    "Unsound": Outcome.UNSOUND,
    "Unguarded": Outcome.UNSOUND,
    "RewriteDiffers": Outcome.WRONG,
    "OverRestrictive": Outcome.FAIL,
}


def warm_up() -> None:
    """Import Hypothesis and draw a little, once for all children."""
    warm_up_search()


def measure(work: Work) -> dict[str, Any]:
    forms, not_made = _forms(work)
    memory = Memory(f"shapes {work.limits.examples} {work.limits.seed} {[form.name for form in forms]}", work)
    known = memory.recall()
    if known is not None:
        return known
    began = time.perf_counter()
    program = work.program
    declared = read_declared(
        work.exported,
        program.args,
        program.kwargs,
        names=program.leaf_names(),
        more=program.more_args,
        draws=program.draws,
    )
    subject = Subject(declared, lambda args, kwargs: work.eager(None, args, kwargs), forms, _original(work))

    def trying(draw: Draw) -> None:
        args, kwargs = inputs_text(declared, draw)
        work.trying({"inputs": args, "kwargs": kwargs, "shapes": _shapes(declared, draw)})

    result = search(subject, examples=work.limits.examples, seed=work.limits.seed, trying=trying)
    counts = subject.counts
    detail: dict[str, Any] = {
        **{name: counts[name] for name in ("tried", "inside", "outside", "taken", "refused", "raised", "unchecked")},
        **{name: counts[name] for name in ("undecided", "nondeterministic", "slow") if counts[name]},
        "forms": [form.name for form in forms] + (["original"] if subject.original is not None else []),
        "not_made": not_made,
        "held": [leaf.held for leaf in declared.leaves if leaf.held is not None],
        "too_large": too_large(declared),
        "examples": work.limits.examples,
        "seed": work.limits.seed,
        "seconds": round(time.perf_counter() - began, 4),
        "stopped": result.stopped,
        "counterexamples": [_counterexample(work, declared, found) for found in result.found],
    }
    if result.found:
        worst = result.found[0].broken
        code = worst.kind + (worst.form.capitalize() if worst.form not in ("exported", "original") else "")
        message = "\n".join(map(_line, detail["counterexamples"]))
        raise NotHolding(_OUTCOME[worst.kind], code, message, **detail)
    # Only of those that hold: a counterexample comes with a program in its own mode.
    memory.keep(Outcome.PASS, "", "", detail)
    return detail


def _forms(work: Work) -> tuple[tuple[Form, ...], dict[str, str]]:
    """What is tested, and why the rest is not."""
    made = [("exported", work.module_again(), 1.0)]
    not_made = {}
    for name, module, slack in (("decomposed", work.decomposed, SLACK), ("reloaded", work.reloaded, 1.0)):
        if module is None:
            not_made[name] = "the stage that makes it did not come so far, or was not asked for"
        else:
            made.append((name, module, slack))
    return tuple(Form(name, _call(work, module), slack) for name, module, slack in made), not_made


def _call(work: Work, module: Any) -> Any:
    return lambda args, kwargs: work.on_module(module, args, kwargs)


def _original(work: Work) -> Any:
    """The original in eager mode, where a rewrite takes inputs of the same structure and sizes."""
    program, original = work.program, work.program.original
    if original is None or _like(program) != _like(original):
        return None
    return lambda args, kwargs: work.eager(original, args, kwargs)


def _like(program: Any) -> Any:
    leaves, structure = _pytree.tree_flatten((program.args, program.kwargs))
    return structure, [getattr(leaf, "shape", type(leaf)) for leaf in leaves]


def _counterexample(work: Work, declared: Declared, found: Found) -> dict[str, Any]:
    broken = found.broken
    args, kwargs = inputs_text(declared, found.draw)
    text = program_text(
        Path(work.case_path).read_text(encoding="utf-8"),
        work.variant,
        work.mode,
        form=broken.form,
        args=args,
        kwargs=kwargs,
        headline=f"{MEANING[broken.kind]}: {broken.text}".replace("\n", " ")[:200],
        eager_last=broken.code == "Accepted",
        is_module=work.program.is_module,
    )
    return {
        "kind": broken.kind,
        "form": broken.form,
        "code": broken.code,
        "text": broken.text,
        "inputs": args,
        "kwargs": kwargs,
        "shapes": _shapes(declared, found.draw),
        "shrunk": found.shrunk,
        "program": text,
    }


def _line(found: dict[str, Any]) -> str:
    with_kwargs = "" if found["kwargs"] == "{}" else f", {found['kwargs']}"
    of = "" if found["form"] in ("exported", "original") else f" ({found['form']})"
    return f"{found['kind']}{of}: {MEANING[found['kind']]}: {found['text']}, on {found['inputs']}{with_kwargs}"


def _shapes(declared: Declared, draw: Draw) -> dict[str, Any]:
    """Name of every input -> the shape of a tensor, or the value as text."""
    leaves = make(declared, draw).leaves
    return {
        leaf.name: list(value.shape) if leaf.is_tensor else repr(value)[:80]
        for leaf, value in zip(declared.leaves, leaves, strict=True)
    }
