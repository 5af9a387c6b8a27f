#!/usr/bin/env bash
# Adds a stage to a process, records what came of it, and prints where the process stands then.
#
#   export VOUCH_URL=http://127.0.0.1:8080 VOUCH_TOKEN=…
#   record_outcome.sh INTERVIEW_ID "Technical interview" passed [OVERALL_RATING]
set -euo pipefail
interview=$1 name=$2 outcome=$3 rating=${4:-}

vouch() { # VERB PATH [BODY]
    local answer
    answer=$(curl --silent --show-error --fail-with-body --request "$1" \
        --header "Authorization: Bearer $VOUCH_TOKEN" \
        --header "Content-Type: application/json" ${3:+--data "$3"} "$VOUCH_URL$2") || {
        # What was refused, and the way out.
        echo "$answer" >&2
        return 1
    }
    printf '%s\n' "$answer"
}
field() { python3 -c 'import json, sys; print(json.load(sys.stdin)[sys.argv[1]])' "$1"; }
named=$(python3 -c 'import json, sys; print(json.dumps({"stage_name": sys.argv[1]}))' "$name")

answer=$(vouch POST "/interviews/$interview/stages" "$named")
stage=$(field id <<<"$answer")
ratings=${rating:+, \"ratings\": {\"overall_rating\": $rating}}
vouch PUT "/interviews/stages/$stage/outcome" "{\"outcome\": \"$outcome\"$ratings}" >/dev/null
answer=$(vouch GET "/interviews/$interview")
field status <<<"$answer"
