"""`make demo`: audits a small invented site that is served on this machine, for people without a network."""

from __future__ import annotations

import subprocess
import sys

from tests.sites.serve import serving

EXIT_NO_GAPS, EXIT_GAPS = 0, 1


def main() -> int:
    with serving() as served:
        command = [sys.executable, "-m", "crawler.cli", "audit", served.url, *served.options, "--out", "truat-out/demo", *sys.argv[1:]]
        code = subprocess.run(command, check=False).returncode
    if code not in (EXIT_NO_GAPS, EXIT_GAPS):
        return code
    print("\nOpen truat-out/demo/report.html in a browser.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
