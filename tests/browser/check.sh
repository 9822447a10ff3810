#!/usr/bin/env bash
# check.sh <bookstore>: reads its documentation in a browser. Ends with 77, which means skipped, where something is missing.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

for tool in node chromium chromedriver; do
    if ! command -v "$tool" >/dev/null; then
        echo "Skipped: this needs $tool, which is not installed; tests/run browser installs it."
        exit 77
    fi
done
node -e 'process.exit(Number(process.versions.node.split(".")[0]) >= 18 ? 0 : 1)' || {
    echo "Skipped: this needs Node.js 18 or newer; this is $(node --version)."
    exit 77
}
exec node docs_pages.mjs "$1"
