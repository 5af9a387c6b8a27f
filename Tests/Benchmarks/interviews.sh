#!/usr/bin/env bash
# The speed of interviews with many rows: the release program in front of a private PostgreSQL. Ten
# processes are led through their lives by requests; their rows are then copied, with other
# identifiers, days, companies and feeders. Medians in milliseconds, of requests one after the other;
# the rate of outcomes against pgbench running the same statements, as PostgreSQL logged them.
# usage: interviews.sh [PROCESSES]
set -euo pipefail
cd "$(dirname "$0")/../.."
processes=${1:-1000000}
clones=$((processes / 10))
seconds=5

bin=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -1)
for program in "$bin/pgbench" nghttpd h2load openssl python3; do
    command -v "$program" >/dev/null || {
        echo "needs postgresql-contrib, nghttp2-server, nghttp2-client, openssl" >&2
        exit 1
    }
done
# As the program is shipped, unless INTERVIEWS names one.
if [ -z "${INTERVIEWS:-}" ]; then
    Tests/Scripts/release --product interviews >&2
fi
program=${INTERVIEWS:-.build/release/interviews}

work=$(mktemp -d)
declare -A pids=()
as_other=()
# PostgreSQL refuses to run as root.
[ "$(id -u)" != 0 ] || as_other=(unshare --user --map-user=1000 --map-group=1000 --)
stop() {
    kill "${pids[@]}" 2>/dev/null || true
    "${as_other[@]}" "$bin/pg_ctl" -D "$work/data" -m immediate stop >/dev/null 2>&1 || true
    rm -rf "$work"
}
trap stop EXIT
"${as_other[@]}" "$bin/initdb" -D "$work/data" -U postgres --auth=trust >/dev/null
# Nothing waits for the disk, for either side.
cat >>"$work/data/postgresql.conf" <<CONF
unix_socket_directories = '$work'
listen_addresses = ''
shared_buffers = 4GB
effective_cache_size = 12GB
maintenance_work_mem = 1GB
max_wal_size = 32GB
random_page_cost = 1.1
jit = off
fsync = off
full_page_writes = off
synchronous_commit = off
log_line_prefix = '%u|'
CONF
"${as_other[@]}" "$bin/pg_ctl" -D "$work/data" -l "$work/log" -w start >/dev/null
export PGHOST=$work PGUSER=postgres PGDATABASE=postgres PGOPTIONS='-c search_path=interviews'
sql() { "$bin/psql" -qXAt -v ON_ERROR_STOP=1 "$@"; }
sql -f Tests/Benchmarks/Interviews/schema.sql

# One upstream is identity to the service: its key set, its revocations, and whose candidates are whose.
organization=0198f3a0-0000-7000-8000-000000000002
find=$work/www/internal/organizations/$organization/candidates/find
mkdir -p "$work/www/.well-known" "$(dirname "$find")" "$work/keys"
printf '{"items":[]}' >"$work/www/internal/revocations"
printf '{"ids":[%s]}' "$(printf '"00000000-0000-7000-8000-00000000000%d",' 0 1 2 3 4 5 6 7 8 9 |
    sed 's/,$//')" >"$find"
curve=(-algorithm EC -pkeyopt ec_paramgen_curve:P-256)
openssl genpkey "${curve[@]}" -out "$work/identity.pem" 2>/dev/null
openssl genpkey "${curve[@]}" -out "$work/keys/interviews.key.pem" 2>/dev/null
sign_in() {
    token=$(Tests/Benchmarks/Gateway/token.py "$work/identity.pem" \
        "$work/www/.well-known/jwks.json")
}
sign_in
nghttpd -n1 --no-tls -d "$work/www" 18290 >"$work/identity.log" 2>&1 &
pids[identity]=$!

start() {
    local url="host=$work dbname=postgres user"
    env -u PGOPTIONS VOUCH_PORT=18291 VOUCH_METRICS_PORT=0 VOUCH_KEYS_DIRECTORY="$work/keys" \
        VOUCH_IDENTITY_ADDRESSES=127.0.0.1:18290 VOUCH_DATABASE_URL="$url=interviews" \
        VOUCH_OWNER_DATABASE_URL="$url=interviews_owner" \
        VOUCH_SYSTEM_DATABASE_URL="$url=interviews_system" \
        "$program" >"$work/interviews.log" 2>&1 &
    pids[interviews]=$!
    for _ in $(seq 100); do
        curl -sf "$base/readyz" >/dev/null && return
        sleep 0.1
    done
    tail -3 "$work/interviews.log" >&2
    exit 1
}
base=http://127.0.0.1:18291
start

# Ten lives, then their copies.
VOUCH_URL=$base VOUCH_TOKEN=$token Tests/Benchmarks/Interviews/lives.py
Tests/Benchmarks/Interviews/names.py >"$work/names.csv"
kill "${pids[interviews]}" && wait "${pids[interviews]}" || true
SECONDS=0
sql -v clones="$clones" -v names="$work/names.csv" -f Tests/Benchmarks/Interviews/copies.sql
sql -c "SELECT relname || ' ' || reltuples::bigint FROM pg_class WHERE relkind = 'r'
    AND relnamespace = 'interviews'::regnamespace AND reltuples >= 1000 ORDER BY reltuples"
echo "loaded in $SECONDS s"
start
SECONDS=0
until [ "$(sql -c "SELECT day > '2000-01-01' FROM interview_day_mark")" = t ]; do sleep 1; done
echo "days added up in $SECONDS s"

median() { sort -n | awk '{ v[NR] = $1 } END { printf "%.2f", v[int((NR + 1) / 2)] / 1000 }'; }
line() { printf '%-52s %10s %8s\n' "$@"; }
request() { # NAME BOUND COUNT PATHS: one after the other, on one connection
    h2load -t1 -c1 -m1 -n "$3" -H "authorization: Bearer $token" --log-file="$work/times" \
        -i "$4" >/dev/null
    awk '$2 != 200 { bad++ } END { if (bad) { print bad " refused" > "/dev/stderr"; exit 1 } }' \
        "$work/times"
    line "$1" "$(cut -f3 "$work/times" | median)" "$2"
    rm "$work/times"
}
paths() { sed "s|^|$base|" >"$work/paths"; }
one() { # NAME BOUND PATH
    echo "$3" | paths
    request "$1" "$2" 15 "$work/paths"
}
# The first token has a quarter of an hour.
sign_in
line "milliseconds, median" vouch bound
sql -c "SELECT '/interviews/' || id FROM interview_processes
    TABLESAMPLE BERNOULLI (100000.0 / $processes) LIMIT 1000" | paths
request "GET /interviews/{id}" 10 1000 "$work/paths"
for query in "status=in_progress&limit=50" "company=company+7&status=rejected_by_company" \
    "feeder=Feeder+3&sort=company" "q=comp+rol+7&sort=recently_changed" \
    "status=on_hold&feeder=Feeder+3" "recruiter=Nobody"; do
    one "GET /interviews?$query" 10 "/interviews?$query"
done
reports="conversion-rates conversion-rates?company=company+7 stage-success-rates funnel
    funnel?feeder=feeder+3 funnel?feeder=feeder+3&company=company+7 company-stats/Company%207
    companies/Company%207/insights feeders/Feeder%203 feeders/Nobody stages/Technical
    stages/Technical?company=company+7 feeders.json conversion-rates?from=2025-01-01&to=2025-03-31"
for report in $reports; do one "$report" 50 "/interviews/analytics/$report"; done
for scope in "" "feeder=feeder+3&" "company=company+7&" "feeder=feeder+3&company=company+7&"; do
    one "funnel?${scope}as_of=…" 1000 "/interviews/analytics/funnel?${scope}as_of=2026-01-15T12:00:00Z"
done

# Narrowed to the processes of some days, or as it was at some moment: of one subject, too.
day=2026-01-15T12:00:00Z
quarter="from=2025-01-01&to=2025-03-31"
for report in conversion-rates stage-success-rates funnel company-stats/Company%207 \
    companies/Company%207/insights feeders/Feeder%203 stages/Technical; do
    one "$report?$quarter" 50 "/interviews/analytics/$report?$quarter"
done
for report in conversion-rates stage-success-rates company-stats/Company%207 \
    companies/Company%207/insights feeders/Feeder%203 stages/Technical; do
    one "$report?as_of=…" 1000 "/interviews/analytics/$report?as_of=$day"
done
curl -sf -w 'a feeder recounted in %{time_total} s (bound 30)\n' -o "$work/recounted" -X POST \
    -H "authorization: Bearer $token" "$base/interviews/analytics/feeders/Feeder%203/recompute"
grep -o '"corrected":[a-z]*' "$work/recounted"

# A file as large as one may be.
python3 - >"$work/import.csv" <<'PYTHON'
print("candidate_id,company_name,role_title,status,feeder_source,started_on,ended_on")
ends = ["offer_accepted", "rejected_by_company", "candidate_withdrew", "role_closed"]
for line in range(20_000):
    person = f"00000000-0000-7000-8000-{line % 10:012d}"
    print(f'{person},"Past, Inc.",Role {line},{ends[line % 4]},Feeder 3,2025-01-01,2025-02-01')
PYTHON
curl -sf -w '20 000 lines of CSV imported in %{time_total} s (bound 30)\n' -o "$work/imported" \
    -H "authorization: Bearer $token" -H 'content-type: text/csv' \
    --data-binary @"$work/import.csv" "$base/interviews/import"

# Outcomes of stages that are pending; every one is another stage.
sign_in
printf '{"outcome":"passed","ratings":{"overall_rating":4}}' >"$work/outcome"
# The copies' identifiers begin with small numbers, the originals' with the time.
pending="outcome = 'pending' AND stage_order = 3 AND id < '01000000-0000-0000-0000-000000000000'"
last=$(sql -c "SELECT id FROM interview_stages WHERE $pending ORDER BY id DESC LIMIT 1")
sql -c "SELECT id FROM interview_stages WHERE $pending AND id <> '$last' ORDER BY md5(id::text)" |
    sed 's|.*|/interviews/stages/&/outcome|' | paths
sql -c "ALTER SYSTEM SET log_statement = 'all'" -c "SELECT pg_reload_conf()" >/dev/null
sleep 1
: >"$work/log"
curl -sf -X PUT -H "authorization: Bearer $token" -H 'content-type: application/json' \
    -d @"$work/outcome" "$base/interviews/stages/$last/outcome" >/dev/null
sql -c "ALTER SYSTEM RESET log_statement" -c "SELECT pg_reload_conf()" >/dev/null
Tests/Benchmarks/Interviews/statements.py "$work/log" "$last" "$clones" >"$work/outcome.sql"
h2load -t1 -c8 -m1 -D "$seconds" -H ':method: PUT' -H 'content-type: application/json' \
    -H "authorization: Bearer $token" -d "$work/outcome" -i "$work/paths" >"$work/load"
ours=$(awk '/^status codes/ { print $3 }' "$work/load")
theirs=$("$bin/pgbench" -n -T "$seconds" -M prepared -c 8 -j 1 -U interviews \
    -f "$work/outcome.sql" | awk '/^tps = / { print $3 }')
awk -v ours="$ours" -v seconds="$seconds" -v theirs="$theirs" 'BEGIN {
    printf "outcomes a second: %d, pgbench %d, ratio %.2f (floor 0.5)\n",
        ours / seconds, theirs, ours / seconds / theirs }'
