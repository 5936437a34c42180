"""pip.py ARGUMENTS: runs pip install in this Python's environment.

Of the user's settings for pip (files and variables) those hold that say where packages come from, and how they are
fetched; none that changes what is installed, or where to.
"""

import ast
import os
import subprocess
import sys

KEPT = {
    "cache-dir", "cert", "client-cert", "default-timeout", "extra-index-url", "find-links", "index-url", "keyring-provider",
    "no-cache-dir", "no-index", "proxy", "timeout", "trusted-host", "use-deprecated", "use-feature",
}  # fmt: skip

PIP = [sys.executable, "-I", "-m", "pip"]


def user_settings() -> dict[str, str]:
    """The settings that hold for `pip install`, by name; of two the later, as pip reads them."""
    listing = subprocess.run([*PIP, "config", "list"], check=True, stdout=subprocess.PIPE, text=True).stdout
    found: dict[str, dict[str, str]] = {"global": {}, "install": {}, ":env:": {}}
    for line in listing.splitlines():
        place, _, value = line.partition("=")
        section, _, name = place.rpartition(".")
        if section in found and name in KEPT:
            found[section][name] = ast.literal_eval(value)
    return found["global"] | found["install"] | found[":env:"]


environment = {name: value for name, value in os.environ.items() if not name.startswith("PIP_")}
environment["PIP_CONFIG_FILE"] = os.devnull
for name, value in user_settings().items():
    environment[f"PIP_{name.upper().replace('-', '_')}"] = " ".join(value.split())
flags = ["--retries", "1", "--disable-pip-version-check", "--no-input", "--no-compile"]
os.execve(sys.executable, [*PIP, "install", *flags, *sys.argv[1:]], environment)
