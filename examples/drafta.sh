#!/usr/bin/env bash
# examples/drafta.sh FOLDER
#
# The calls of the documents of Drafta: a group, a provider, a project, its data, and the files of the data in FOLDER. DRAFTA_URL is the
# base URL (default: http://localhost:4000) and DRAFTA_KEY the key. Needs curl and jq.
set -euo pipefail
folder="${1:?usage: DRAFTA_KEY=rm_… examples/drafta.sh FOLDER}"
: "${DRAFTA_KEY:?the API key is missing}"
mkdir -p "$folder"

# call METHOD PATH [BODY]
call() {
  curl --silent --show-error --fail-with-body --request "$1" "${DRAFTA_URL:-http://localhost:4000}$2" \
    --header "Authorization: Bearer $DRAFTA_KEY" --header 'Content-Type: application/json' ${3:+--data "$3"}
}

name="example-$RANDOM$RANDOM"
plan="Plan$RANDOM$RANDOM"

group=$(call POST /project-group "{\"name\": \"$name\"}" | jq -er .id)
call GET /project-group | jq -e --arg name "$name" 'any(.name == $name)'
call GET "/project-group/$name" | jq -e '.projects == []'

provider=$(call POST /provider "[{\"name\": \"$plan\", \"data\": [\"free\", \"pro\"]}]" | jq -er '.[0].id')
call PUT "/provider/$provider" '{"data": ["free", "team", "pro"]}' | jq -e .id
call GET "/provider/$provider" | jq -e '.data | length == 3'

project=$(call POST /project "{\"project_group_id\": \"$group\", \"name\": \"shop\"}" | jq -er .id)
model="User:
  id: uuid
  name: string @full_name
  plan: string @$plan
Order:
  id: integer @id
  user: \$User
  total: number 5.00-99.99
"
call PUT "/project/$name/shop" "$(jq -n --arg data "$model" '{data: $data, format: "yaml"}')" | jq -e '.format == "yaml"'
call PATCH "/project/$project" '{"name": "store"}' | jq -er .name
call GET "/project/$name/store" | jq -e --arg data "$model" '.data == $data'

# The API that is generated for each project: its base URL is that of the project.
user=$(call GET "/read/$project/User?offset=2&limit=3" | jq -er '.[0].id')
call GET "/read/$project/User/$user" | jq -e --arg id "$user" '.id == $id'

for format in json csv parquet; do
  data=$(call POST "/data/$project" "{\"entity_name\": \"Order\", \"count\": 100, \"format\": \"$format\"}" | jq -er .id)
  until answer=$(call GET "/data/$data/status") && jq -e '.status == "completed"' <<<"$answer" >/dev/null; do
    jq -e '.status != "failed"' <<<"$answer" >/dev/null || { jq . <<<"$answer" >&2; exit 1; }
    sleep 0.2
  done
  # The addresses need no key.
  jq -r '.data | to_entries[] | "\(.key) \(.value)"' <<<"$answer" | while read -r entity url; do
    curl --silent --show-error --fail --output "$folder/$entity.$format" "$url"
  done
done

call DELETE "/project/$project" | jq -er .message
call DELETE "/provider/$provider" >/dev/null
