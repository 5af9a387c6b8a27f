#!/usr/bin/env bash
# The transport's speed against foreign programs, taken in turn in one run: server on one core, load
# on the other. Every figure is the median of the rounds; quote the ratios.
# usage: http.sh [ROUNDS]
set -euo pipefail
cd "$(dirname "$0")"
rounds=${1:-3}
seconds=3

../Scripts/release --package-path HTTP >/dev/null 2>&1
swift build -c release --package-path HummingbirdAnswer >/dev/null 2>&1
command -v h2load nghttpd >/dev/null || {
    echo "needs nghttp2-client and nghttp2-server" >&2
    exit 1
}

work=$(mktemp -d)
pids=()
trap 'kill "${pids[@]}" 2>/dev/null || true; rm -rf "$work"' EXIT
printf '{"items":["a","b","c"],"id":5,"message":"hello world"}' >"$work/index.html"

start() { # PORT COMMAND...: starts a server on core 0 and waits for its port
    local port=$1
    shift
    taskset -c 0 "$@" >"$work/log-$port" 2>&1 &
    pids+=($!)
    for _ in $(seq 50); do
        (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null && return
        sleep 0.1
    done
    echo "nothing listens on $port" >&2
    exit 1
}
start 18180 HTTP/.build/release/answer 18180
start 18181 nghttpd -n1 --no-tls -d "$work" 18181
start 18182 HummingbirdAnswer/.build/release/hummingbird-answer 18182

rate() { # PORT CONNECTIONS STREAMS: requests a second
    taskset -c 1 h2load -t1 -c"$2" -m"$3" -D "$seconds" "http://127.0.0.1:$1/" |
        awk '/^finished in/ { sub(/ req\/s.*/, ""); print $NF }'
}
median() { sort -n | awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] }'; }
ratio() { awk -v a="$1" -v b="$2" 'BEGIN { printf "%.2f", a / b }'; }

printf '%-10s %12s %12s %12s %10s %14s\n' \
    shape vouch nghttpd hummingbird /nghttpd /hummingbird
for shape in "8 32" "64 1"; do
    read -r connections streams <<<"$shape"
    for server in 18180 18181 18182; do : >"$work/$server"; done
    for _ in $(seq "$rounds"); do
        for server in 18180 18181 18182; do
            rate "$server" "$connections" "$streams" >>"$work/$server"
        done
    done
    ours=$(median <"$work/18180")
    nghttpd=$(median <"$work/18181")
    hummingbird=$(median <"$work/18182")
    printf '%-10s %12.0f %12.0f %12.0f %10s %14s\n' "$connections x $streams" \
        "$ours" "$nghttpd" "$hummingbird" \
        "$(ratio "$ours" "$nghttpd")" "$(ratio "$ours" "$hummingbird")"
done

# The client: one event loop of ours and one thread of h2load ask nghttpd for the same bytes.
ask() { taskset -c 1 HTTP/.build/release/ask 18181 "$1" "$2" "$seconds"; }
for shape in "8 32" "64 1"; do
    read -r connections streams <<<"$shape"
    : >"$work/ask" && : >"$work/h2load"
    for _ in $(seq "$rounds"); do
        ask "$connections" "$streams" >>"$work/ask"
        rate 18181 "$connections" "$streams" >>"$work/h2load"
    done
    ours=$(median <"$work/ask")
    h2load=$(median <"$work/h2load")
    printf 'client %s: %.0f requests a second, h2load %.0f: %s\n' "$connections x $streams" \
        "$ours" "$h2load" "$(ratio "$ours" "$h2load")"
done

rss() { awk '/^VmRSS/ { print $2 }' "/proc/$1/status"; }
start 18183 HTTP/.build/release/answer 18183
pid=${pids[-1]}
load() { h2load -t1 -c8 -m32 -n "$1" http://127.0.0.1:18183/ >/dev/null; }
load 100000
early=$(rss "$pid")
load 9900000
late=$(rss "$pid")
echo "RSS after 100 thousand requests $early KiB, after 10 million $late KiB: $(ratio "$late" "$early")"

HTTP/idle.py 18180 "${pids[0]}" 4000

cc -O2 -shared -fPIC -o "$work/malloc_count.so" HTTP/malloc_count.c
start 18184 env LD_PRELOAD="$work/malloc_count.so" MALLOC_COUNT="$work/count" \
    HTTP/.build/release/answer 18184
counted() { od -An -t u8 "$work/count" | tr -d ' '; }
h2load -t1 -c8 -m32 -n 10000 http://127.0.0.1:18184/ >/dev/null 2>&1
before=$(counted)
h2load -t1 -c8 -m32 -n 200000 http://127.0.0.1:18184/ >/dev/null 2>&1
awk -v n=$(($(counted) - before)) 'BEGIN { printf "allocations per request: %.2f\n", n / 200000 }'
