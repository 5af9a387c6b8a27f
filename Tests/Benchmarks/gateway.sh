#!/usr/bin/env bash
# The gateway's speed against HAProxy and nghttpx, taken in turn in one run: proxy on one core, load
# and upstream on the other. Every request carries the same ES256 token; the gateway checks it,
# routes, counts and logs, HAProxy does so only where its name says it, nghttpx never. Every figure
# is the median of the rounds; quote the ratios. `haproxy` is as it comes, `haproxy-tuned` lets all
# clients share its connections to the upstream. `cpu` is the proxy's own time for a request, which
# counts where the other core is the slower one.
# usage: gateway.sh [ROUNDS]
set -euo pipefail
cd "$(dirname "$0")/../.."
rounds=${1:-3}
seconds=3
path=/candidates/0198f3a0-0000-7000-8000-000000000001

for program in haproxy nghttpx nghttpd h2load openssl python3; do
    command -v "$program" >/dev/null || {
        echo "needs haproxy, nghttp2-proxy, nghttp2-server, nghttp2-client, openssl" >&2
        exit 1
    }
done

# As the program is shipped, unless GATEWAY names one.
[ -n "${GATEWAY:-}" ] || Tests/Scripts/release --product gateway >&2
gateway=${GATEWAY:-.build/release/gateway}

work=$(mktemp -d)
declare -A pids=()
trap 'kill "${pids[@]}" 2>/dev/null || true; rm -rf "$work"' EXIT

# One upstream is identity to the gateway: its key set, its revocations, and one answer.
mkdir -p "$work/www/candidates" "$work/www/.well-known" "$work/www/internal" "$work/keys"
printf '{"items":["a","b","c"],"id":5,"message":"hello world"}' >"$work/www$path"
printf '{"items":[]}' >"$work/www/internal/revocations"
printf '{"status":"ready"}' >"$work/www/readyz"
curve=(-algorithm EC -pkeyopt ec_paramgen_curve:P-256)
openssl genpkey "${curve[@]}" -out "$work/identity.pem" 2>/dev/null
openssl pkey -in "$work/identity.pem" -pubout -out "$work/public.pem"
openssl genpkey "${curve[@]}" -out "$work/keys/gateway.key.pem" 2>/dev/null
token=$(Tests/Benchmarks/Gateway/token.py "$work/identity.pem" "$work/www/.well-known/jwks.json")

cat >"$work/haproxy.cfg" <<CONFIGURATION
global
  nbthread 1
  maxconn 4000
defaults
  mode http
  timeout client 30s
  timeout server 30s
  timeout connect 5s
frontend plain
  bind 127.0.0.1:18281 proto h2
  default_backend upstream
frontend tuned
  bind 127.0.0.1:18285 proto h2
  default_backend shared
frontend checked
  bind 127.0.0.1:18282 proto h2
  http-request set-var(txn.bearer) http_auth_bearer
  http-request set-var(txn.alg) var(txn.bearer),jwt_header_query('\$.alg')
  http-request deny unless { var(txn.alg) -m str ES256 }
  http-request deny unless { var(txn.bearer),jwt_verify(txn.alg,"$work/public.pem") -m int 1 }
  default_backend upstream
backend upstream
  server one 127.0.0.1:18280 proto h2
backend shared
  http-reuse always
  server one 127.0.0.1:18280 proto h2
CONFIGURATION

start() { # NAME PORT CORE COMMAND...: starts a program on a core and waits for its port
    local name=$1 port=$2 core=$3
    shift 3
    taskset -c "$core" "$@" >"$work/$name.log" 2>&1 &
    pids[$name]=$!
    for _ in $(seq 50); do
        (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null && return
        sleep 0.1
    done
    echo "nothing listens on $port" >&2
    exit 1
}
start upstream 18280 1 nghttpd -n1 --no-tls -d "$work/www" 18280
start haproxy 18281 0 haproxy -db -f "$work/haproxy.cfg"
start nghttpx 18283 0 nghttpx -n1 --single-process --no-ocsp --conf=/dev/null \
    --frontend='127.0.0.1,18283;no-tls' --backend='127.0.0.1,18280;;proto=h2' \
    --accesslog-file=/dev/null --errorlog-file=/dev/null
start gateway 18284 0 env GLIBC_TUNABLES=glibc.malloc.tcache_count=512 VOUCH_PORT=18284 VOUCH_METRICS_PORT=0 VOUCH_EVENT_LOOPS=1 \
    VOUCH_KEYS_DIRECTORY="$work/keys" VOUCH_IDENTITY_ADDRESSES=127.0.0.1:18280 \
    VOUCH_RATE_PER_PRINCIPAL=1000000 VOUCH_BURST_PER_PRINCIPAL=100000000 "$gateway"
pids[haproxy-tuned]=${pids[haproxy]}
pids[haproxy-jwt]=${pids[haproxy]}
declare -A port=([haproxy]=18281 [haproxy-tuned]=18285 [haproxy-jwt]=18282 [nghttpx]=18283
    [gateway]=18284)
sleep 1

ticks() { awk '{ print $14 + $15 }' "/proc/$1/stat"; }
measure() { # NAME CONNECTIONS STREAMS: requests a second, and microseconds of CPU for one
    local before after
    before=$(ticks "${pids[$1]}")
    taskset -c 1 h2load -t1 -c"$2" -m"$3" -D "$seconds" -H "authorization: Bearer $token" \
        "http://127.0.0.1:${port[$1]}$path" >"$work/load"
    after=$(ticks "${pids[$1]}")
    awk -v ticks=$((after - before)) -v seconds="$seconds" -v name="$1" '
        /^status codes/ { good = $3; bad = $7 + $9 }
        END {
            if (good == 0 || bad > 0) { print name " did not answer" > "/dev/stderr"; exit 1 }
            printf "%.0f %.2f\n", good / seconds, ticks * 10000 / good
        }' "$work/load"
}
median() { sort -n | awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] }'; }
ratio() { awk -v a="$1" -v b="$2" 'BEGIN { printf "%.2f", a / b }'; }

names=(haproxy haproxy-tuned haproxy-jwt nghttpx gateway)
declare -A floor=(
    ["haproxy 8"]=0.8 ["haproxy-jwt 8"]=7 ["nghttpx 8"]=0.8
    ["haproxy 64"]=1.2 ["haproxy-jwt 64"]=3.5 ["nghttpx 64"]=0.8
)
printf '%-8s %-12s %10s %8s %9s %9s %7s\n' shape proxy req/s cpu/us gateway/ cpu-ratio floor
for shape in "8 32" "64 1"; do
    read -r connections streams <<<"$shape"
    rm -f "$work"/rate-* "$work"/cpu-*
    for _ in $(seq "$rounds"); do
        for name in "${names[@]}"; do
            read -r rate cpu <<<"$(measure "$name" "$connections" "$streams")"
            echo "$rate" >>"$work/rate-$name"
            echo "$cpu" >>"$work/cpu-$name"
        done
    done
    ours=$(median <"$work/rate-gateway")
    own=$(median <"$work/cpu-gateway")
    for name in "${names[@]}"; do
        rate=$(median <"$work/rate-$name")
        cpu=$(median <"$work/cpu-$name")
        printf '%-8s %-12s %10.0f %8s %9s %9s %7s\n' "${connections}x$streams" "$name" "$rate" \
            "$cpu" "$(ratio "$ours" "$rate")" "$(ratio "$cpu" "$own")" \
            "${floor["$name $connections"]:-}"
    done
done
