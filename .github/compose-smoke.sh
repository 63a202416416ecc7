#!/usr/bin/env bash
# Run after `docker compose up --wait`: changes an organization through one instance, reads it from another.
# Usage: compose-smoke.sh single|cluster. COMPOSE_FILE and COMPOSE_PROFILES are those of the start.
set -euo pipefail

case ${1:-} in
  single) instances=(muster-1 muster-2) one=http://127.0.0.1:3001 two=http://127.0.0.1:3002 ;;
  cluster) instances=(cluster-muster-1 cluster-muster-2 cluster-muster-3) one=http://127.0.0.1:3011 two=http://127.0.0.1:3013 ;;
  *) echo "usage: compose-smoke.sh single|cluster" >&2; exit 2 ;;
esac

bootstrapped=$(docker compose exec -T "${instances[0]}" node src/cli.ts bootstrap \
  --email owner@example.com --organization Smoke)
token=$(jq -er .sessionToken <<<"$bootstrapped")
organization=$(jq -er .organizationId <<<"$bootstrapped")

request() { curl --fail --silent --show-error -H "Authorization: Bearer $token" -H 'Content-Type: application/json' "$@"; }
rename() { request "${@:2}" -X PATCH -d "{\"name\":\"$1\"}" "$one/v1/organizations/$organization" >/dev/null; }
expect() {
  local name
  name=$(request "$1/v1/organizations/$organization" | jq -er .name)
  [ "$name" = "$2" ] || { echo "$3 the name at $1 is \"$name\" instead of \"$2\"" >&2; exit 1; }
}

rename "Smoke, renamed"
expect "$two" "Smoke, renamed" "after a change elsewhere"

docker compose restart "${instances[@]}"
docker compose up --detach --wait --wait-timeout 120 "${instances[@]}"
expect "$one" "Smoke, renamed" "after the restart"

if [ "$1" = cluster ]; then
  # Each node in turn, so one of them is the leader.
  for node in 1 2 3; do
    docker compose kill "cluster-eventstore-$node"
    rename "Without node $node" --retry 30 --retry-delay 1 --retry-all-errors
    expect "$two" "Without node $node" "without a node"
    docker compose up --detach --wait --wait-timeout 120 "cluster-eventstore-$node"
  done
fi
echo "all instances show every change"
