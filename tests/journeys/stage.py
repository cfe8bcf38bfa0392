"""The stage of the journeys: a real server in its own process, and the Chromium of the system."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
CHROMIUM = next(
    (path for name in ("chromium", "chromium-browser", "google-chrome") if (path := shutil.which(name))), None
)
# As root, without a network: no sandbox, and nothing that phones home.
FLAGS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip
PHONE = (
    "Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/156.0.0.0 Mobile Safari/537.36"
)


@dataclass
class Server:
    """A running Standpunt. `url` has no slash at the end."""

    url: str
    folder: Path
    process: subprocess.Popen[bytes]

    def stop(self) -> None:
        self.process.terminate()
        try:
            self.process.wait(20)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


@contextmanager
def running(
    folder: Path, port: int | None = None, *, root: Path = ROOT, **environment: str
) -> Iterator[Server]:
    """Start the server as a user does, in an empty home, with its data in `folder`; `root` holds app.py."""
    port = port or free_port()
    home = folder / "home"
    home.mkdir(parents=True, exist_ok=True)
    process = subprocess.Popen(
        [
            sys.executable,
            "-m",
            "streamlit",
            "run",
            "app.py",
            "--server.port",
            str(port),
            "--server.headless",
            "true",
        ],
        cwd=root,
        env={
            **{name: value for name, value in os.environ.items() if not name.startswith("STANDPUNT_")},
            "HOME": str(home),
            "STANDPUNT_DATA_FOLDER": str(folder / "data"),
            **environment,
        },
        stdout=(folder / "server.log").open("ab"),
        stderr=subprocess.STDOUT,
    )
    server = Server(f"http://localhost:{port}", folder, process)
    try:
        wait_for(lambda: answers(server.url + "/_stcore/health"), 60)
        yield server
    finally:
        server.stop()


def free_port() -> int:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        return int(listening.getsockname()[1])


def answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(address, timeout=5) as response:
            return bool(response.status == 200)
    except (urllib.error.URLError, OSError):
        return False


def wait_for(condition: Callable[[], bool], seconds: float) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "the server did not come up"
        time.sleep(0.1)
