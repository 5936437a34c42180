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


own = {name: value for name, value in os.environ.items() if not name.startswith("PIP_")}


def files_settings() -> dict[str, str]:
    """The settings in the user's files that hold for `pip install`; those of [install] before those of [global]."""
    environment = own | {"PIP_USER": "0"}  # to list the files of one place only is an option with that name
    if "PIP_CONFIG_FILE" in os.environ:
        environment["PIP_CONFIG_FILE"] = os.environ["PIP_CONFIG_FILE"]
    command = [*PIP, "config", "list"]
    listing = subprocess.run(command, env=environment, check=True, stdout=subprocess.PIPE, text=True).stdout
    found: dict[str, dict[str, str]] = {"global": {}, "install": {}}
    for line in listing.splitlines():
        place, _, value = line.partition("=")
        section, _, name = place.rpartition(".")
        if section in found:
            found[section][name] = ast.literal_eval(value)
    return found["global"] | found["install"]


def variables_settings() -> dict[str, str]:
    """The settings in PIP_... variables, which pip puts before those in files."""
    return {
        name.removeprefix("PIP_").lower().replace("_", "-"): value
        for name, value in os.environ.items()
        if name.startswith("PIP_") and value
    }


environment = own | {"PIP_CONFIG_FILE": os.devnull}
for name, value in (files_settings() | variables_settings()).items():
    if name in KEPT:
        environment[f"PIP_{name.upper().replace('-', '_')}"] = " ".join(value.split())
flags = ["--retries", "1", "--disable-pip-version-check", "--no-input", "--no-compile"]
os.execve(sys.executable, [*PIP, "install", *flags, *sys.argv[1:]], environment)
