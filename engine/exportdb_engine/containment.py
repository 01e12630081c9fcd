"""What a forked child may do: its process group, its limits, where its output goes; and how it is ended.

Linux only: process groups, rlimits, PR_SET_PDEATHSIG, pidfds and /proc.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import resource
import signal
import tempfile
from pathlib import Path

from exportdb_engine.protocol import Limits

_PR_SET_PDEATHSIG = 1
_PR_SET_CHILD_SUBREAPER = 36
#: What a compiler may write into one file, in bytes.
_LARGEST_FILE = 2 << 30
_MIB = 1 << 20
_TICKS = os.sysconf("SC_CLK_TCK")
_PAGE_KIB = os.sysconf("SC_PAGE_SIZE") // 1024
#: Where children work. Whoever starts a worker may name a folder of its own, to be rid of it whatever happens.
_SCRATCH = Path(os.environ.get("EXPORTDB_SCRATCH") or tempfile.gettempdir())
#: Process ids come round again; those of one worker's children do not while it lives.
_OWNER = os.getpid()
_libc = ctypes.CDLL(None, use_errno=True)


def die_with_parent(sig: signal.Signals) -> None:
    """Have the kernel send ``sig`` to this process when its parent ends."""
    _libc.prctl(_PR_SET_PDEATHSIG, int(sig), 0, 0, 0)


def adopt_orphans() -> None:
    """Become the parent of every descendant whose own parent has ended, so that it can be found and killed."""
    _libc.prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def enter(limits: Limits, output: int, *, accelerated: bool = False) -> None:
    """Confine the calling child: own process group, limits, output into the descriptor ``output``, an empty folder.

    That folder is the working directory and the temporary directory from now on. ``accelerated`` is for a child that
    uses a GPU.
    """
    os.setpgid(0, 0)
    die_with_parent(signal.SIGKILL)
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGCHLD):
        signal.signal(number, signal.SIG_DFL)
    os.dup2(output, 1)
    os.dup2(output, 2)
    with open(os.devnull) as nothing:
        os.dup2(nothing.fileno(), 0)
    # Address space counts what is reserved too, and a CUDA build of torch reserves much: the limit goes on top of that.
    # A CUDA context reserves addresses for all memory of all devices: there the limit is on what can be written.
    kind = resource.RLIMIT_DATA if accelerated else resource.RLIMIT_AS
    ceiling = (_data_bytes() if accelerated else _virtual_bytes()) + limits.memory_mib * _MIB
    resource.setrlimit(kind, (ceiling, ceiling))
    file_limit = limits.file_mib * _MIB
    resource.setrlimit(resource.RLIMIT_FSIZE, (file_limit, max(file_limit, _LARGEST_FILE)))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    folder = folder_of(os.getpid())
    Path(folder).mkdir(mode=0o700)
    os.chdir(folder)
    os.environ["TMPDIR"] = tempfile.tempdir = folder


def allow_large_files() -> None:
    """For a stage that compiles: precompiled headers take more than a case may write."""
    _, most = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))


def folder_of(pid: int) -> str:
    """The folder in which a child works. Its parent removes it, however the child ended."""
    return str(_SCRATCH / f"exportdb-{_OWNER}-{pid}")


def kill_group(pid: int) -> None:
    """Kill a child and all that is in its process group."""
    for kill in (os.killpg, os.kill):
        with contextlib.suppress(ProcessLookupError, PermissionError):
            kill(pid, signal.SIGKILL)


def kill_strays(known: set[int]) -> None:
    """Kill and reap the children of this process that are not ``known``: orphans that it adopted."""
    for _ in range(8):  # killing one can hand us its children in turn
        strays = _children() - known
        if not strays:
            return
        for pid in strays:
            kill_group(pid)
            with contextlib.suppress(ChildProcessError):
                os.waitpid(pid, 0)


def cpu_seconds(pid: int) -> float:
    """CPU seconds that a process and its children, finished and running, have used; 0 when it is gone."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return sum(map(int, fields[11:15])) / _TICKS + sum(map(cpu_seconds, _children(pid)))


def reset_peak() -> None:
    """Make :func:`peak_kib` count from now. Needs Linux 4.0; without it the peak is that of the whole process."""
    with contextlib.suppress(OSError), open("/proc/self/clear_refs", "w") as handle:
        handle.write("5")


def peak_kib() -> int:
    """Peak resident memory of this process since :func:`reset_peak`, in KiB."""
    with open("/proc/self/status") as handle:
        for line in handle:
            if line.startswith("VmHWM:"):
                return int(line.split()[1])
    return 0


def _virtual_bytes() -> int:
    return int(Path("/proc/self/statm").read_text().split()[0]) * _PAGE_KIB * 1024


def _data_bytes() -> int:
    return int(Path("/proc/self/statm").read_text().split()[5]) * _PAGE_KIB * 1024


def _children(pid: int | None = None) -> set[int]:
    """Of the main thread of a process, or of this thread."""
    thread = "thread-self" if pid is None else f"{pid}/task/{pid}"
    try:
        return {int(child) for child in Path(f"/proc/{thread}/children").read_text().split()}
    except OSError:  # a kernel without CONFIG_PROC_CHILDREN: process groups alone have to do
        return set()
