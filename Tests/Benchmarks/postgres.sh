#!/usr/bin/env bash
# The database driver's speed against pgbench and psycopg, on one private server, taken in turn in
# one run. Every figure is the median of the rounds; the floor stands beside each ratio.
# usage: postgres.sh [ROUNDS]
set -euo pipefail
cd "$(dirname "$0")"
rounds=${1:-9}
seconds=1
rows=100000

bin=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -1)
[ -x "$bin/pgbench" ] || {
    echo "needs postgresql and postgresql-contrib" >&2
    exit 1
}
../Scripts/release --package-path Postgres >/dev/null 2>&1
queries=Postgres/.build/release/queries

python=Postgres/.build/python
[ -x "$python/bin/python3" ] || python3 -m venv "$python"
"$python/bin/python3" -c 'import psycopg_binary' 2>/dev/null ||
    "$python/bin/python3" -m pip install --quiet --disable-pip-version-check 'psycopg[binary]==3.3.9'

work=$(mktemp -d)
as_other=()
# PostgreSQL refuses to run as root.
[ "$(id -u)" != 0 ] || as_other=(unshare --user --map-user=1000 --map-group=1000 --)
stop() {
    "${as_other[@]}" "$bin/pg_ctl" -D "$work/data" -m immediate stop >/dev/null 2>&1 || true
    rm -rf "$work"
}
trap stop EXIT
"${as_other[@]}" "$bin/initdb" -D "$work/data" -U postgres --auth=trust >/dev/null
# Nothing waits for the disk, for either side.
cat >>"$work/data/postgresql.conf" <<CONF
unix_socket_directories = '$work'
listen_addresses = ''
shared_buffers = 512MB
max_wal_size = 4GB
jit = off
fsync = off
full_page_writes = off
synchronous_commit = off
CONF
"${as_other[@]}" "$bin/pg_ctl" -D "$work/data" -l "$work/log" -w start >/dev/null
export PGHOST=$work PGUSER=postgres PGDATABASE=postgres
connection="host=$work user=postgres dbname=postgres"

"$bin/pgbench" -i -s 10 -q >/dev/null 2>&1
"$bin/psql" -qX -v ON_ERROR_STOP=1 <<SQL
CREATE TABLE wide (id int8, key uuid, name text, note text, count int4, score float8,
    is_open bool, created_at timestamptz, day date, parent uuid);
INSERT INTO wide
SELECT n, gen_random_uuid(), 'name ' || n, CASE WHEN n % 3 > 0 THEN 'a note of ' || n END,
    n % 1000, n / 7.0, n % 2 = 0, now() - n * interval '1 second', current_date - n % 1000,
    CASE WHEN n % 5 > 0 THEN gen_random_uuid() END
FROM generate_series(1, $rows) AS n;
VACUUM ANALYZE;
SQL
cat >"$work/transaction.sql" <<'SQL'
\set id random(1, 1000000)
BEGIN;
SELECT set_config('vouch.org_id', '018f0000-0000-7000-8000-000000000000', true);
INSERT INTO pgbench_history (tid, bid, aid, delta, mtime) VALUES (1, 1, :id, 1, now());
COMMIT;
SQL

pgbench() { # ARGUMENTS...: transactions a second
    "$bin/pgbench" -n -T "$seconds" -M prepared "$@" 2>/dev/null |
        awk '/^tps = / { printf "%d\n", $3 }'
}
# The same bulk as ours: the rows of one answer, again and again.
cat >"$work/decode.py" <<'PYTHON'
import sys, time, psycopg
seconds, connection = float(sys.argv[1]), psycopg.connect(sys.argv[2])
cursor, count, start = connection.cursor(binary=True), 0, time.monotonic()
while time.monotonic() - start < seconds:
    count += len(cursor.execute("SELECT * FROM wide").fetchall())
print(int(count / (time.monotonic() - start)))
PYTHON
psycopg() { "$python/bin/python3" "$work/decode.py" "$seconds" "$connection"; }
# Started as the programs are.
vouch() {
    GLIBC_TUNABLES=glibc.malloc.tcache_count=512 "$queries" "$1" "$2" "$seconds" "$connection"
}

median() { sort -n | awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] }'; }
line() { printf '%-36s %10s %10s %7s %7s\n' "$@"; }
compare() { # WHAT FLOOR OURS THEIRS: each a command
    : >"$work/ours"
    : >"$work/theirs"
    for _ in $(seq "$rounds"); do
        $3 >>"$work/ours"
        $4 >>"$work/theirs"
    done
    local ours theirs
    ours=$(median <"$work/ours")
    theirs=$(median <"$work/theirs")
    line "$1" "$ours" "$theirs" \
        "$(awk -v a="$ours" -v b="$theirs" 'BEGIN { printf "%.2f", a / b }')" "$2"
}

line "a second" vouch other ratio floor
compare "read by key, 64 callers" 1.5 "vouch read 64" "pgbench -S -c 8 -j 1"
compare "with tenant and timeout" 1.2 "vouch tenantRead 64" "pgbench -S -c 8 -j 1"
compare "read by key, one caller" 0.7 "vouch read 1" "pgbench -S -c 1 -j 1"
compare "tenant + insert + commit, 16 callers" 0.9 "vouch transaction 16" \
    "pgbench -f $work/transaction.sql -c 16 -j 1"
compare "rows of ten columns (psycopg)" 2 "vouch decode 1" psycopg
