#!/bin/bash
# Runs the tests of stores in a bucket on a real service instead of the one from npm: the RADOS gateway of a Ceph cluster of this
# machine, which keeps its objects in memory. Outside the suite, since it needs
# `apt-get install --no-install-recommends ceph-mon ceph-osd ceph-common radosgw`:
#   bash test/cluster/ceph.sh
set -euo pipefail

for program in ceph ceph-mon ceph-osd monmaptool radosgw radosgw-admin; do
  command -v "$program" >/dev/null || { echo "skipped: there is no $program"; exit 0; }
done
root=$(cd "$(dirname "$0")/../.." && pwd)
work=$(mktemp -d)
pids=()
finish() {
  for pid in "${pids[@]}"; do kill -9 "$pid" 2>/dev/null || true; done
  rm -rf "$work"
}
trap finish EXIT

node=$root/node_modules/.bin/node
read -r -a ports < <("$node" -e '
  const servers = [0, 1, 2].map(() => require("net").createServer().listen(0));
  setTimeout(() => { console.log(servers.map((one) => one.address().port).join(" ")); process.exit(); }, 100)')
monitor="[v2:127.0.0.1:${ports[0]},v1:127.0.0.1:${ports[1]}]"
fsid=$(cat /proc/sys/kernel/random/uuid)
disk=$(cat /proc/sys/kernel/random/uuid)
# A gateway speaks to monitors with encryption by default, which needs keys.
cat > "$work/ceph.conf" <<CONF
[global]
fsid = $fsid
mon host = $monitor
auth cluster required = none
auth service required = none
auth client required = none
ms mon client mode = crc
public addr = 127.0.0.1
run dir = $work
admin socket = $work/\$name.socket
log file = $work/\$name.log
crash dir = $work/crash
mon data = $work/monitor
mon allow pool size one = true
osd data = $work/disk
osd objectstore = memstore
memstore device bytes = 4294967296
osd crush chooseleaf type = 0
osd pool default size = 1
osd pool default pg num = 4
osd pool default pgp num = 4
osd pool default pg autoscale mode = off
rgw data = $work/gateway
rgw frontends = beast endpoint=127.0.0.1:${ports[2]}
CONF
export CEPH_CONF=$work/ceph.conf
mkdir "$work/monitor" "$work/disk" "$work/gateway" "$work/crash"
start() {
  "$@" >>"$work/out" 2>&1 &
  pids+=($!)
  disown
}
monmaptool --create --fsid "$fsid" --addv a "$monitor" "$work/map" >/dev/null
ceph-mon -i a --mkfs --monmap "$work/map"
start ceph-mon -f -i a
timeout 60 ceph osd new "$disk" >/dev/null
ceph-osd -i 0 --mkfs --osd-uuid "$disk" >>"$work/out" 2>&1
start ceph-osd -f -i 0
timeout 120 radosgw-admin user create --uid=test --display-name=test --access-key=test --secret-key=canary >/dev/null 2>>"$work/out"
start radosgw -f -n client.rgw
endpoint=http://127.0.0.1:${ports[2]}
until curl --silent --fail --output /dev/null "$endpoint"; do
  sleep 0.2
  kill -0 "${pids[-1]}" || { tail -n 20 "$work/out" "$work/client.rgw.log"; exit 1; }
done
echo "$(radosgw --version) listens on $endpoint"

# Stores and their faults, files in the buckets of users, the command line, and tasks of several nodes.
cd "$root"
tests=(test/artifacts/store-contract.test.ts test/artifacts/s3 test/tasks/deliver.test.ts test/schema/s3-targets.test.ts
  test/cli/shares test/gateway/nodes.test.ts)
[ $# = 0 ] || tests=("$@")
ROWMILL_TEST_S3=$endpoint "$node" node_modules/.bin/vitest run --project engine --project gateway "${tests[@]}"
