"""Wordings of older releases that no measured result may have, and the graph breaks that they are today.

Dynamo has numbered its graph breaks since torch 2.8; before, the message of ``Unsupported`` was all there was. Each
entry was met in the corpus under torch 2.5.1 or 2.7.1, and most of the programs that met it meet that id under 2.9.1.
"""

from __future__ import annotations

import re

#: How the message begins, and the id that the same programs meet since 2.8.
_KNOWN = tuple(
    (re.compile(pattern), code)
    for pattern, code in (
        (r"Dynamic control flow is not supported at the moment", "GB0170"),
        (r"^generic_jump ", "GB0170"),  # what torch.compile(fullgraph=True) said where export said the first
        (r"^data dependent operator: ", "GB0033"),
        (r"^dynamic shape operator: ", "GB0037"),
        (r"^'?(?:skip function|call_function .* in skip_files)", "GB0007"),
        (r"^Graph break due to unsupported builtin", "GB0007"),
        (r"^call torch\._dynamo\.disable\(\) wrapped function", "GB0098"),
        (r"^builtin: ", "GB0059"),
        (r"^call_function ", "GB0147"),
        (r"^call_method ", "GB0156"),
        (r"^torch\.\* op returned non-Tensor", "GB0208"),
        (r"^Tensor\.backward", "GB0123"),
        (r"^Tensor\.requires_grad_", "GB0125"),
        (r"^Tensor\.resize_as_", "GB0127"),
        (r"^Tensor\.resize_\b", "GB0126"),
        (r"^Dynamic slicing with Tensor arguments", "GB0038"),
    )
)


#: Messages that release after release said otherwise: what they say today.
_TODAY = tuple(
    (re.compile(pattern, re.DOTALL), today)
    for pattern, today in (
        # 2.1 to 2.6, of an object that is no input as a tree of tensors is
        (
            r"^Encountered an unsupported object of type <class '(?!torch\.)(\S+?)'> while writing the metadata.*",
            r"Unsupported input type <class '\1'>. Export only supports pytree containers of basic types",
        ),
        (
            r"^call_function args: .*Unsupported input type <class (\S+?)>.*",
            r"Unsupported input type <class '\1'>. Export only supports pytree containers of basic types",
        ),
        # a spec by name, of inputs that are gathered in *args
        (
            r"^When `dynamic_shapes` is specified as a dict, its top-level keys must be the arg names \['args'\].*",
            r"Detected mismatch between the structure of `inputs` and `dynamic_shapes`: `inputs` has 1 elements, "
            r"but `dynamic_shapes` has 2 elements",
        ),
        # 2.1 to 2.3
        (
            r"^.*value is data-dependent \(and thus .*?trying to evaluate is ([^\n]+?)(?: \(unhinted.*|$)",
            r"Could not guard on data-dependent expression \1 (unhinted: \1)",
        ),
        # 2.5 to 2.8, of an exported program that was called
        (r"^Expected input at \*args\S*\.shape\[(\d+)\] to be equal to (\d+).*", r"Guard failed: x.size()[\1] == \2"),
        (r"^Expected input at \*args\S*\.shape\[(\d+)\] to be ([<>]=?) (\d+).*", r"Guard failed: x.size()[\1] \2 \3"),
        # the verifiers of torch.export and of ExecuTorch
        (
            r"^Operator (?:torch\._ops\.)?(aten\.[\w.]+) is not (?:Aten Canonical|in Core ATen opset).*",
            r"not core ATen: \1",
        ),
    )
)


_OLD_SYMBOL = re.compile(r"\bi(\d+)\b(?=[^\n]*unhinted)")


def today(message: str) -> str:
    """The message as a release of today would say it; as it is where that is not known."""
    # The symbols that come from data were called i0 up to 2.1.
    said = _OLD_SYMBOL.sub(r"u\1", message.strip())
    for pattern, wording in _TODAY:
        match = pattern.match(said)
        if match:
            return match.expand(wording)
    return said


def ids_of(message: str) -> tuple[str, ...]:
    """The graph-break id that a message of an older release stands for; empty where it is none of them."""
    said = message.strip()
    return next(((code,) for pattern, code in _KNOWN if pattern.search(said)), ())
