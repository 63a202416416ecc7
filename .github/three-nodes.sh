#!/usr/bin/env bash
# Starts three nodes of an event store for tests, at 127.0.0.1:2113 to 2115, and waits for their leader.
# Usage: three-nodes.sh IMAGE PREFIX, where PREFIX begins the names of the engine's options.
set -euo pipefail
image=$1
prefix=$2

ports=(2113 2114 2115)
for port in "${ports[@]}"; do
  seeds=$(printf '127.0.0.1:%s\n' "${ports[@]}" | grep -v ":$port$" | paste -sd,)
  # The host's network, because clients connect to the addresses by which the nodes know each other.
  docker run --detach --network host --name "node-$port" \
    --env "${prefix}_NODE_IP=127.0.0.1" --env "${prefix}_NODE_PORT=$port" \
    --env "${prefix}_REPLICATION_IP=127.0.0.1" --env "${prefix}_REPLICATION_PORT=$((port - 1000))" \
    --env "${prefix}_CLUSTER_SIZE=3" --env "${prefix}_GOSSIP_SEED=$seeds" \
    --env "${prefix}_DISCOVER_VIA_DNS=false" --env "${prefix}_INSECURE=true" \
    --env "${prefix}_MEM_DB=true" --env "${prefix}_RUN_PROJECTIONS=None" \
    --no-healthcheck "$image"
done

for _ in $(seq 120); do
  states=$(curl --silent --max-time 2 http://127.0.0.1:2113/gossip | jq -r '.members[].state' | sort | paste -sd' ' || true)
  [ "$states" = "Follower Follower Leader" ] && exit 0
  sleep 1
done
echo "no leader with two followers after two minutes, but: $states" >&2
docker ps --all >&2
exit 1
