#!/usr/bin/env bash
# examples/fabricate.sh FOLDER
#
# The calls of the documents of Tonic Fabricate: a database is put, a static table filled, and its data made as CSV, as one file of one table,
# and as a script that psql loads: FOLDER/csv.zip, FOLDER/users.csv, FOLDER/sql.zip. With TARGET, an object {host, port, database_name,
# username, password, tls}, rows are loaded into the tables that are there. FABRICATE_URL is the base URL
# (default: http://localhost:4000/api/v1) and FABRICATE_KEY the key. Needs curl and jq.
set -euo pipefail
folder="${1:?usage: FABRICATE_KEY=rm_… examples/fabricate.sh FOLDER}"
: "${FABRICATE_KEY:?the API key is missing}"
mkdir -p "$folder"
workspace='Example%20workspace'

# call METHOD PATH [option of curl …]
call() {
  local method="$1" path="$2"
  shift 2
  curl --silent --show-error --fail-with-body --request "$method" "${FABRICATE_URL:-http://localhost:4000/api/v1}$path" \
    --header "Authorization: Bearer $FABRICATE_KEY" "$@"
}
post() { call POST "$1" --header 'Content-Type: application/json' --data "$2"; }

# generate BODY: the task when it is complete.
generate() {
  local task id
  task=$(post /generate_tasks "$1")
  id=$(jq -er .id <<<"$task")
  until jq -e .completed <<<"$task" >/dev/null; do
    sleep 0.2
    task=$(call GET "/generate_tasks/$id")
    jq -r '"\(.phase): \(.progress) %"' <<<"$task" >&2
  done
  jq -e '.error == null' <<<"$task" >/dev/null || { jq -r .error <<<"$task" >&2; return 1; }
  printf '%s' "$task"
}
# Without the key, as the documents say.
download() { curl --silent --show-error --fail --output "$folder/$2" "$(jq -er .data_url <<<"$1")"; }

post "/workspaces/$workspace/databases" '{
  "name": "shop",
  "platform": "postgres",
  "variables": [{"name": "people", "value": "20"}],
  "entities": [
    {
      "name": "plans",
      "is_static": true,
      "fields": [
        {"name": "code", "data_type": "varchar(8)", "generator": "Source File", "source_column": "code", "primary_key": true},
        {"name": "price", "data_type": "numeric(10,2)", "generator": "Source File", "source_column": "price"}
      ]
    },
    {
      "name": "users",
      "records": "exact",
      "record_count": "people * 2",
      "fields": [
        {"name": "id", "data_type": "integer", "generator": "Number", "distribution": "autoincrement", "min": 1, "primary_key": true},
        {"name": "first_name", "data_type": "varchar", "generator": "First Name"},
        {"name": "email", "data_type": "varchar", "generator": "Email Address", "percent_null": 10},
        {"name": "plan", "generator": "Foreign Key", "primary_key_entity": "plans", "primary_key_field": "code", "distribution": "none"}
      ]
    },
    {
      "name": "orders",
      "fields": [
        {"name": "id", "data_type": "uuid", "generator": "UUID", "primary_key": true},
        {"name": "user_id", "generator": "Foreign Key", "primary_key_entity": "users", "primary_key_field": "id", "distribution": "uniform", "min": 1, "max": 4},
        {"name": "total", "data_type": "numeric(10,2)", "generator": "Number", "distribution": "uniform", "min": 5, "max": 500}
      ]
    }
  ]
}' | jq -er .id
printf 'code,price\nfree,0.00\npro,19.90\n' |
  call POST "/workspaces/$workspace/databases/shop/entities/plans/source" --form 'file=@-;filename=plans.csv;type=text/csv'
call GET "/workspaces/$workspace/databases" | jq -e 'any(.name == "shop")'
call GET "/workspaces/$workspace/databases/shop" | jq -e '.entities | length == 3'

task='"workspace": "Example workspace", "database": "shop"'
overrides='"overrides": {"variables": {"people": 15}, "entities": {"users": {"fields": {"id": {"min": 1000}}}}}'
download "$(generate "{$task, \"format\": \"csv\", \"entity\": null, \"connection\": null, \"overrides\": null}")" csv.zip
download "$(generate "{$task, \"format\": \"csv\", \"entity\": \"users\", $overrides}")" users.csv
download "$(generate "{$task, \"format\": \"sql\"}")" sql.zip
if [ -n "${TARGET:-}" ]; then
  generate "{$task, \"connection\": $TARGET}" | jq -e '.data_url == null'
fi
