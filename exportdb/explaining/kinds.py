"""Which errors come of exporting a program, which merely wrap others, and which have nothing to do with it."""

from __future__ import annotations

import re

#: Classes that only tracing, export and what follows it raise.
EXPORTING = frozenset(
    {
        "BackendCompilerFailed",
        "ConstraintViolationError",
        "ConversionError",
        "DataDependentOutputException",
        "DynamicOutputShapeException",
        "ExportError",
        "GuardOnDataDependentSymNode",
        "InductorError",
        "InternalTorchDynamoError",
        "LoweringException",
        "MissingOperatorWithDecomp",
        "MissingOperatorWithoutDecomp",
        "ObservedException",
        "OnnxExporterError",
        "PendingUnbackedSymbolNotFound",
        "SerializeError",
        "SpecViolationError",
        "TorchExportError",
        "TorchRuntimeError",
        "UncapturedHigherOrderOpError",
        "Unsupported",
        "UnsupportedAliasMutationException",
        "UnsupportedFakeTensorException",
        "UnsupportedOperatorException",
        "UserError",
    }
)
#: They quote an error that says more.
WRAPPERS = frozenset({"BackendCompilerFailed", "ConversionError", "OnnxExporterError", "TorchExportError"})
_MODULES = re.compile(
    r"^(?:torch\.(?:_dynamo|export|_export|fx|_subclasses|onnx|_inductor|_functorch|_higher_order_ops|_library)|executorch|torch_tensorrt)\b"
)
#: Words that an error of another origin does not have.
_WORDS = re.compile(
    r"data-dependent|data dependent|FakeTensor|fake tensor|torch\.export|dynamic_shapes|dynamic shapes|graph break"
    r"|Dynamo|fake impl|register_fake|meta kernel|SymInt|SymBool|SymFloat|symbolic|unbacked|[Gg]uard failed|\bproxy\b|"
    r"functorch\.experimental|torch\.cond|while_loop|higher.order|[Ee]xported program|ExportedProgram|core ATen|"
    r"Constraints violated|torch\.compile|torch\._check|\bu\d+\b|fullgraph|control flow|pytree|"
    r"torch\.dynamo|TorchDynamo|call_function|call_method|autograd\.Function|functionaliz|in user code|from user code|"
    r"GB\d{4}|FunctionalTensor|dispatch_mode|retrac|run_decompositions|graph module|GraphModule|fx graph|FX graph|"
    r"aten::|aten\.|mark_dynamic|\bDim\b|torch\.jit|ScriptModule|FunctionCtx|Input shape mismatch|Expected input at |"
    r"_guards_fn|"
    r"\w+Variable\(|satisfy the generated guard|Not all values of|evaluate_expr|"
    r"non-strict|nonstrict|\bexport(?:s|ed|ing)?\b|specializ|constant-fold|tracing|[Tt]raced"
)
_FRAMES = re.compile(
    r"torch[/\\](?:export|_export|_dynamo|fx|_subclasses|_functorch|_inductor|onnx|_higher_order_ops)[/\\]"
    r"|[/\\]executorch[/\\]|from user code|torch\.export\.export\("
)
#: Errors that no export makes, whatever the stack says.
_FOREIGN = re.compile(
    r"CUDA out of memory|CUDA error|No module named|cannot import name|No space left|Connection (?:refused|reset|error)"
    r"|NCCL|No such file or directory|HTTP(?:S)?ConnectionPool|DataLoader worker|Permission denied"
    r"|undefined symbol|cannot open shared object|Torch not compiled with CUDA",
    re.IGNORECASE,
)
_FOREIGN_KINDS = frozenset(
    {
        "ConnectionError",
        "FileNotFoundError",
        "HTTPError",
        "ImportError",
        "IndentationError",
        "JSONDecodeError",
        "KeyboardInterrupt",
        "ModuleNotFoundError",
        "OutOfMemoryError",
        "PermissionError",
        "SSLError",
        "SyntaxError",
        "TimeoutError",
        "UnpicklingError",
    }
)


#: What operators also raise in eager mode, for certain.
_EAGER = re.compile(
    r"out of bounds|out of range|cannot be multiplied|must match the size|on the same device|expected scalar type"
    r"|values to unpack|is not callable|unexpected keyword|positional argument|has no attribute|not subscriptable"
)


def eager(message: str) -> bool:
    """Whether a message is one that a program without any export stops with every day."""
    return bool(_EAGER.search(message.partition("\n")[0]))


def foreign(kind: str, message: str) -> bool:
    """Whether an error has another origin, for certain."""
    return kind in _FOREIGN_KINDS or bool(_FOREIGN.search(message.partition("\n")[0]))


def certain(kind: str, module: str) -> bool:
    """Whether nothing but exporting raises such a class."""
    return kind in EXPORTING or bool(_MODULES.match(module))


def exporting(kind: str, module: str, message: str, stack: str) -> bool:
    """Whether the error comes of exporting a program, or of running one that was exported."""
    if foreign(kind, message):
        return False
    if certain(kind, module):
        return True
    return bool(_WORDS.search(message[:4000]) or _FRAMES.search(stack))
