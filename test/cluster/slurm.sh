#!/bin/bash
# Runs examples/cluster/slurm.sh on a real Slurm of this machine: two nodes of two CPUs, one of which is lost in the middle with all
# that runs on it. All parts must come, and their join must be the bytes of one process. Outside the suite, since it needs root, some
# minutes, and `apt-get install slurm-wlm munge`:
#   bash test/cluster/slurm.sh
set -euo pipefail

PARTS=20
USERS=${USERS:-50000}
root=$(cd "$(dirname "$0")/../.." && pwd)
work=$(mktemp -d)
pids=()
finish() {
  for pid in "${pids[@]}"; do kill -9 "$pid" 2>/dev/null || true; done
  rm -rf "$work"
}
trap finish EXIT

read -r -a ports < <(node -e '
  const servers = [0, 1, 2].map(() => require("net").createServer().listen(0));
  setTimeout(() => { console.log(servers.map((one) => one.address().port).join(" ")); process.exit(); }, 100)')
chmod 755 "$work"
mkdir "$work/bin" "$work/state" "$work/job"
dd if=/dev/urandom of="$work/munge.key" bs=128 count=1 status=none
chmod 600 "$work/munge.key"
munge=(--force --foreground --num-threads=2 --key-file="$work/munge.key" --socket="$work/munge.socket")
munged "${munge[@]}" --pid-file="$work/munge.pid" --log-file="$work/munge.log" --seed-file="$work/munge.seed" 2>>"$work/munge.log" &
pids+=($!)
disown

# A job of a lost node starts again when its credential has expired, which takes two minutes by default.
cat > "$work/slurm.conf" <<CONF
ClusterName=rowmill
SlurmctldHost=$(hostname)(127.0.0.1)
SlurmctldPort=${ports[0]}
SlurmUser=root
AuthType=auth/munge
AuthInfo=socket=$work/munge.socket,cred_expire=20
CryptoType=crypto/munge
StateSaveLocation=$work/state
SlurmdSpoolDir=$work/%n
SlurmctldPidFile=$work/slurmctld.pid
SlurmdPidFile=$work/%n.pid
SlurmctldLogFile=$work/slurmctld.log
SlurmdLogFile=$work/%n.log
ProctrackType=proctrack/pgid
TaskPlugin=task/none
JobAcctGatherType=jobacct_gather/none
SelectType=select/cons_tres
SelectTypeParameters=CR_Core
SchedulerParameters=sched_interval=2,bf_interval=2
SlurmdParameters=config_overrides
SlurmdTimeout=10
MailProg=/bin/true
NodeName=one NodeHostname=$(hostname) NodeAddr=127.0.0.1 Port=${ports[1]} CPUs=2 RealMemory=8000
NodeName=two NodeHostname=$(hostname) NodeAddr=127.0.0.1 Port=${ports[2]} CPUs=2 RealMemory=8000
PartitionName=all Nodes=ALL Default=YES State=UP MaxTime=30
CONF
export SLURM_CONF=$work/slurm.conf
slurmctld -D -i >>"$work/slurmctld.out" 2>&1 &
pids+=($!)
disown
# A node is a PID namespace: when its first process is killed, everything in it dies, as on a machine that is lost.
declare -A nodes
for node in one two; do
  mkdir "$work/$node"
  unshare --pid --mount-proc --fork --kill-child slurmd -D -N "$node" >>"$work/$node.out" 2>&1 &
  nodes[$node]=$!
  pids+=($!)
  disown
done
until [ "$(sinfo --noheader --states=idle --format=%D 2>/dev/null)" = 2 ]; do sleep 1; done

cat > "$work/bin/rowmill" <<RUN
#!/bin/sh
exec "$root/node_modules/.bin/node" "$root/bin/rowmill.js" "\$@"
RUN
chmod +x "$work/bin/rowmill"
export PATH=$work/bin:$PATH
cd "$work/job"
sed "s/users: [0-9]*/users: $USERS/" "$root/examples/shop.yaml" > shop.yaml
# The example as it is, for fewer parts and smaller nodes.
sed "s/^PARTS=.*/PARTS=$PARTS/" "$root/examples/cluster/slurm.sh" > slurm.sh
parts=$(sbatch --parsable --array="1-$PARTS" --cpus-per-task=1 --mem=0 slurm.sh)
joined=$(sbatch --parsable --dependency=afterok:"$parts" --kill-on-invalid-dep=yes --mem=0 --wrap 'rowmill join parts --out data')

until ls parts/part-*-of-*.json >/dev/null 2>&1 && [ -n "$(squeue --noheader --states=running --nodelist=two)" ]; do sleep 0.2; done
lost=$(squeue --noheader --states=running --nodelist=two --format=%K | paste -sd ' ')
kill -9 "${nodes[two]}"
echo "node two is lost with the parts $lost; $(ls parts/part-*-of-*.json | wc -l) of $PARTS were there"

seconds=0
while [ -n "$(squeue --noheader --job="$parts,$joined" 2>/dev/null)" ]; do
  sleep 1
  seconds=$((seconds + 1))
  if [ $seconds -ge 600 ]; then squeue; tail -n 20 "$work/slurmctld.log"; exit 1; fi
done
scontrol --oneliner show job "$parts" | sed -n 's/.*ArrayTaskId=\([0-9]*\) .*JobState=\([A-Z]*\) .*Restarts=\([1-9][0-9]*\) .*/part \1 was started again: \2/p'
echo "the array and the join ended $seconds s later on $(scontrol --oneliner show job "$parts" | grep -o 'BatchHost=[a-z]*' | sort | uniq -c | paste -sd ' ')"
cat "slurm-$joined.out"

rowmill generate shop.yaml --out expected >/dev/null
count=$(ls parts/part-*-of-*.json | wc -l)
[ "$count" = "$PARTS" ] || { echo "there are $count of $PARTS parts"; exit 1; }
diff -r expected data
echo "$PARTS parts came, and their join is byte for byte what one process writes ($(du -sh data | cut -f1))"
