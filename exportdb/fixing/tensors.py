"""Names of tensor methods and of functions of torch, by what is known of them."""

from __future__ import annotations

from exportdb.fixing.program import words

#: Each value of the result depends on the values at its own place; nothing is refused, and no size is asked for.
ELEMENTWISE = words(
    """
    abs absolute acos acosh add angle asin asinh atan atan2 atanh bfloat16 ceil clamp clamp_max clamp_min clip clone
    contiguous copysign cos cosh deg2rad detach div divide double elu erf erfc exp exp2 expm1 fix float floor fmax fmin
    fmod frac full_like gelu half hardtanh heaviside hypot leaky_relu lerp lgamma log log10 log1p log2 logaddexp
    logsigmoid maximum minimum mish mul multiply nan_to_num neg negative ones_like pow positive rad2deg reciprocal
    relu relu6 remainder round rsqrt rsub selu sgn sigmoid sign silu sin sinc sinh softplus softsign sqrt square sub
    subtract tan tanh true_divide trunc zeros_like
    """
)

#: The result shares memory with what it is asked of, or may do so.
VIEWS = words(
    """
    T H mT mH chunk conj contiguous data detach diagonal expand expand_as flatten imag movedim narrow permute ravel
    real reshape reshape_as select split squeeze swapaxes swapdims t to transpose type_as unbind unflatten unfold
    unsqueeze view view_as float double half
    """
)

#: They give truth values.
TRUTHS = words(
    """
    all any bool eq ge gt isclose isfinite isinf isnan le logical_and logical_not logical_or logical_xor lt ne
    is_nonzero signbit
    """
)

#: They bring a tensor's values down to few: a test that has one of them is most likely one of values.
REDUCTIONS = words(
    """
    all amax amin any argmax argmin count_nonzero item logsumexp max mean median min norm prod std sum var
    """
)

#: Methods that change nothing besides the above; those of other objects that change them have other names.
_FURTHER = words(
    """
    addmm allclose aminmax argsort argwhere baddbmm bernoulli bincount bitwise_and bitwise_not bitwise_or bitwise_xor
    bmm broadcast_to byte char cpu cross cuda cummax cummin cumprod cumsum det diag diag_embed diagflat diff dim dist
    dot einsum erfinv flip fliplr flipud floor_divide gather histc index_add index_copy index_fill index_select int
    is_complex is_contiguous is_floating_point kthvalue log_softmax logcumsumexp logdet logit long masked_fill
    masked_scatter masked_select matmul matrix_exp matrix_power mm multinomial mv nanmean nanmedian nanquantile nansum
    ndimension new_empty new_full new_ones new_tensor new_zeros nonzero numel outer polygamma quantile renorm repeat
    repeat_interleave roll rot90 scatter scatter_add scatter_reduce short size slogdet softmax sort stack stride
    take take_along_dim tensor_split tile tolist topk trace tril triu type unique unique_consecutive vdot where xlogy
    keys values items get format join lower upper startswith endswith
    """
)

PURE = ELEMENTWISE | VIEWS | TRUTHS | REDUCTIONS | _FURTHER

#: Functions of torch that do more than compute, by the beginning of what stands after ``torch.``.
EFFECTS = (
    "_check",
    "_assert",
    "manual_seed",
    "seed",
    "set_",
    "save",
    "load",
    "distributed",
    "cuda.",
    "compiler.",
    "autograd",
    "utils.",
    "ops.",
    "library",
    "jit",
    "cond",
    "nn.init",
)
