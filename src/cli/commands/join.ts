import type { Command } from 'commander';
import type { JoinOptions } from '../shares/join.ts';

/** `rowmill join`: files from the parts that several processes wrote. */
export function joinCommand(program: Command): void {
  program
    .command('join')
    .summary('make files from the parts that several processes wrote')
    .description(
      'Checks that all parts of a run are in a folder, and makes the files from them without generating a row: the bytes are those of one process. Parts that were written with --split are complete files: they are checked, and listed in manifest.json.',
    )
    .argument('<folder>', 'folder of the parts (--out of rowmill generate --part), or s3://bucket/prefix')
    .option('--out <folder>', 'folder for the files (default: that of the parts)')
    .addHelpText('after', HELP)
    .action(async (folder: string, options: JoinOptions) => {
      const { joinShares } = await import('../shares/join.ts');
      await joinShares(folder, options);
    });
}

const HELP = `
Exits with 1 if parts are missing or damaged, and names them; with 2 if they are of different runs. The parts stay.

Examples:
  rowmill generate shop.yaml --part 1/2 --out parts      one machine
  rowmill generate shop.yaml --part 2/2 --out parts      another one
  rowmill join parts --out data`;
