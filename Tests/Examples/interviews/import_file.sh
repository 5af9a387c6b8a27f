#!/usr/bin/env bash
# Checks a CSV file of past processes, then imports it: all of it, or nothing where a line is bad.
#
#   export VOUCH_URL=http://127.0.0.1:8080 VOUCH_TOKEN=…
#   import_file.sh FILE.csv
set -euo pipefail
file=$1

send() {
    curl --silent --show-error --fail-with-body --max-time 60 \
        --header "Authorization: Bearer $VOUCH_TOKEN" --header "Content-Type: text/csv" \
        --data-binary "@$file" "$VOUCH_URL/interviews/import$1"
}
send "?dry_run=true" >/dev/null
send "" | python3 -c 'import json, sys; print(json.load(sys.stdin)["imported"], "imported")'
