#!/usr/bin/env bash
# Begins an interview process and prints its identifier.
#
#   export VOUCH_URL=http://127.0.0.1:8080 VOUCH_TOKEN=…
#   create_interview.sh CANDIDATE_ID "Acme" "Programmer" ["Amazon"]
set -euo pipefail
candidate=$1 company=$2 role=$3 feeder=${4:-}

body=$(python3 -c '
import json, sys
candidate, company, role, feeder = sys.argv[1:]
request = {"candidate_id": candidate, "company_name": company, "role_title": role}
if feeder:
    request["feeder_source"] = feeder
print(json.dumps(request))' "$candidate" "$company" "$role" "$feeder")

# The key lets the same act be sent again without happening twice.
curl --silent --show-error --fail-with-body \
    --header "Authorization: Bearer $VOUCH_TOKEN" \
    --header "Content-Type: application/json" \
    --header "Idempotency-Key: create-$candidate-$(printf '%s' "$company/$role" | cksum | cut -d' ' -f1)" \
    --data "$body" "$VOUCH_URL/interviews" |
    python3 -c 'import json, sys; print(json.load(sys.stdin)["id"])'
