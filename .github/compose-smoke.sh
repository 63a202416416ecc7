#!/usr/bin/env bash
# After `docker compose up --wait`: founds an organization through one instance and reads it from the other.
set -euo pipefail

one=http://127.0.0.1:3001
two=http://127.0.0.1:3002

founded=$(docker compose exec -T muster-1 node src/cli.ts bootstrap \
  --email owner@example.com --organization Smoke)
token=$(jq -er .sessionToken <<<"$founded")
organization=$(jq -er .organizationId <<<"$founded")

ask() { curl --fail --silent --show-error -H "Authorization: Bearer $token" -H 'Content-Type: application/json' "$@"; }

ask -X PATCH -d '{"name":"Smoke, renamed"}' "$one/v1/organizations/$organization" >/dev/null
name=$(ask "$two/v1/organizations/$organization" | jq -er .name)
[ "$name" = "Smoke, renamed" ] || { echo "the other instance says: $name" >&2; exit 1; }

docker compose restart muster-1 muster-2
docker compose up --detach --wait --wait-timeout 120
name=$(ask "$one/v1/organizations/$organization" | jq -er .name)
[ "$name" = "Smoke, renamed" ] || { echo "after the restart: $name" >&2; exit 1; }
echo "both instances agree"
