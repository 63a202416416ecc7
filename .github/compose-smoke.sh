#!/usr/bin/env bash
# Run after `docker compose up --wait`: changes an organization through one instance, reads it from the other.
set -euo pipefail

one=http://127.0.0.1:3001
two=http://127.0.0.1:3002

bootstrapped=$(docker compose exec -T muster-1 node src/cli.ts bootstrap \
  --email owner@example.com --organization Smoke)
token=$(jq -er .sessionToken <<<"$bootstrapped")
organization=$(jq -er .organizationId <<<"$bootstrapped")

request() { curl --fail --silent --show-error -H "Authorization: Bearer $token" -H 'Content-Type: application/json' "$@"; }

request -X PATCH -d '{"name":"Smoke, renamed"}' "$one/v1/organizations/$organization" >/dev/null
name=$(request "$two/v1/organizations/$organization" | jq -er .name)
[ "$name" = "Smoke, renamed" ] || { echo "the other instance shows the name \"$name\" instead of \"Smoke, renamed\"" >&2; exit 1; }

docker compose restart muster-1 muster-2
docker compose up --detach --wait --wait-timeout 120
name=$(request "$one/v1/organizations/$organization" | jq -er .name)
[ "$name" = "Smoke, renamed" ] || { echo "after the restart the name is \"$name\" instead of \"Smoke, renamed\"" >&2; exit 1; }
echo "both instances show the change, also after a restart"
