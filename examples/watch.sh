#!/usr/bin/env bash
# examples/watch.sh TASK
#
# Follows a task with nothing but curl, over Server-Sent Events, until it is finished. The gateway's address is in GATEWAY_URL
# (default: http://localhost:4000), the key in GATEWAY_KEY.
set -euo pipefail
task="${1:?usage: GATEWAY_KEY=rm_… examples/watch.sh TASK}"

curl --silent --show-error --fail-with-body --no-buffer "${GATEWAY_URL:-http://localhost:4000}/graphql" \
  --header "authorization: Bearer ${GATEWAY_KEY:?the API key is missing}" \
  --header 'accept: text/event-stream' \
  --header 'content-type: application/json' \
  --data "{
    \"query\": \"subscription (\$id: ID!) { taskProgress(id: \$id) { status progress { fraction rowsDone } archiveUrl } }\",
    \"variables\": { \"id\": \"$task\" }
  }"
