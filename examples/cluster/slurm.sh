#!/bin/bash
# Generates shop.yaml with 100 processes of Slurm, and joins their parts when all have succeeded:
#   parts=$(sbatch --parsable slurm.sh)
#   sbatch --dependency=afterok:"$parts" --kill-on-invalid-dep=yes --wrap 'rowmill join parts --out data'
# The folder is on a file system that all nodes share. Slurm repeats the parts of a node that is lost. Parts that failed can be repeated
# alone: sbatch --array=7,42 slurm.sh
#SBATCH --job-name=rowmill
#SBATCH --array=1-100
#SBATCH --cpus-per-task=4
#SBATCH --mem=2G
#SBATCH --requeue
set -euo pipefail

# Always the number of parts that all together are, also when only some of them are repeated.
PARTS=100

rowmill generate "${MODEL:-shop.yaml}" --part "auto/$PARTS" --threads "${SLURM_CPUS_PER_TASK:-1}" --out parts
