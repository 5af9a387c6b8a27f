#!/usr/bin/env bash
# The match engine's speed, over ESCO where ESCO_DIRECTORY names its folder, and the same query by
# PostgreSQL, DuckDB and numpy. All profiles are synthetic. Everything runs on one core.
# usage: match.sh [PROFILES] [LARGE]     LARGE 0 leaves the larger pool out (10 million: 11 GB)
set -euo pipefail
cd "$(dirname "$0")"
profiles=${1:-1000000}
large=${2:-10000000}
# What the others get: scaled to PROFILES, times as long as it takes.
shared=100000
sql=10000

root=../..
$root/Tests/Scripts/release --package-path $root --product MatchBenchmark >/dev/null 2>&1
$root/Tests/Scripts/release --package-path $root --product LocalPostgresOwner >/dev/null 2>&1
bin=$root/.build/release
work=$(mktemp -d)
trap 'kill "${owner:-}" 2>/dev/null || true; rm -rf "$work"' EXIT
one() { taskset -c 1 "$@"; }

"$bin/MatchBenchmark" make "$work/pool" "$profiles"
one "$bin/MatchBenchmark" measure "$work/pool" | tee "$work/table"
ours=$(awk '/^pruned, median/ { print $5 }' "$work/table")
every=$(awk '/^exhaustive kernel/ { print $3 }' "$work/table")
rm "$work/pool"
if [ "$large" -gt 0 ]; then
    "$bin/MatchBenchmark" make "$work/large" "$large"
    one "$bin/MatchBenchmark" large "$work/large" "$ours"
    rm "$work/large"
fi

"$bin/MatchBenchmark" export "$work" "$shared"
[ -x "$root/.vouch/bench/bin/python3" ] || python3 -m venv "$root/.vouch/bench"
"$root/.vouch/bench/bin/python3" -m pip install --quiet --disable-pip-version-check \
    duckdb==2.0.0 numpy==2.4.6

# A private server, gone when its input ends.
coproc server { "$bin/LocalPostgresOwner"; }
owner=$server_PID
read -r socket <&"${server[0]}"
query() { psql --no-psqlrc -qAt -v ON_ERROR_STOP=1 -h "$socket" -U postgres -d postgres "$@"; }
awk -F, -v n="$sql" '$1 < n' "$work/skills.csv" >"$work/skills-sql.csv"
awk -F, -v n="$sql" '$1 < n' "$work/people.csv" | tr '[]' '{}' >"$work/people-sql.csv"
tr '[]' '{}' <"$work/texts.csv" >"$work/texts-sql.csv"
query -v "folder=$work" -f Matching/tables.sql
query -c '\timing on' -f Matching/best.sql | tee "$work/sql" >/dev/null
postgres=$(awk -v s="$((profiles / sql))" '/^Time:/ { print $2 * s }' "$work/sql")
read -r duckdb numpy < <(
    one "$root/.vouch/bench/bin/python3" Matching/others.py "$work" "$profiles" "$shared"
)

printf '\nthe same query over %s profiles, k = 50\n' "$profiles"
printf '%-44s %14s %14s\n' "" "ms" "times ours"
row() {
    awk -v n="$1" -v t="$2" -v o="$ours" 'BEGIN { printf "%-44s %14.1f %14.1f\n", n, t, t / o }'
}
row "ours, pruned" "$ours"
row "ours, exhaustive" "$every"
row "numpy (from $shared profiles)" "$numpy"
row "DuckDB (from $shared profiles)" "$duckdb"
row "PostgreSQL, skill_adjacency_factor ($sql)" "$postgres"
