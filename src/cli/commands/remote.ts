import { type Command, Option } from 'commander';
import { formatNames } from '../../formats/index.ts';
import { keyValue, repeated, setting, wholeNumber } from '../arguments.ts';
import type { RemoteGenerateOptions } from '../remote/generate.ts';
import type { RemoteOptions } from '../remote/remote-options.ts';

/** `rowmill remote`: projects and tasks of a gateway. */
export function remoteCommand(program: Command): void {
  const remote = program
    .command('remote')
    .summary('push models to a gateway, generate there, and download the files')
    .description(
      'Works with the gateway of `rowmill login`, or that of the variables ROWMILL_URL and ROWMILL_KEY. A project is named GROUP/NAME, or by its ID.',
    )
    .addHelpText('after', HELP);
  projects(remote);
  push(remote);
  pull(remote);
  clone(remote);
  revisions(remote);
  revert(remote);
  generate(remote);
  watch(remote);
  download(remote);
}

/** Adds what all of them take. */
function withGateway(command: Command, json: string): Command {
  return command
    .option('--gateway <url>', 'address of the gateway (default: ROWMILL_URL, or the gateway of the last login)')
    .option('--json', json);
}

const TASK_JSON = 'print the task as one JSON object at the end';
const CANCEL = 'cancel the task after Ctrl-C or SIGTERM; without it, the task goes on in the gateway';

function projects(remote: Command): void {
  withGateway(remote.command('projects'), 'print one JSON array instead')
    .summary('list the projects')
    .description('Lists the projects that the key can see, as GROUP/NAME with their revisions.')
    .addHelpText('after', PROJECTS_HELP)
    .action(async (options: RemoteOptions) => {
      const { listProjects } = await import('../remote/projects.ts');
      await listProjects(options);
    });
}

function push(remote: Command): void {
  withGateway(remote.command('push'), 'print the project as one JSON object instead')
    .summary('save a model in a project')
    .description(
      'Saves a model as the next revision of a project; the project and its group are created where they are missing. Problems go to stderr. A model with errors is kept as a draft, and the exit code is 2. With --from, the model is made from a schema, as `rowmill import` does, and what it does not keep goes to stderr.',
    )
    .argument('<project>', 'GROUP/NAME, or an ID')
    .argument('<model>', 'YAML file, or with --from a schema; - reads stdin')
    .option('--from <dialect>', 'make the model from a schema in this dialect of `rowmill import`, such as sql')
    .addHelpText('after', PUSH_HELP)
    .action(async (project: string, model: string, options: RemoteOptions & { readonly from?: string }) => {
      const { push } = await import('../remote/push.ts');
      await push(project, model, options);
    });
}

function pull(remote: Command): void {
  withGateway(remote.command('pull'), 'print the project with its model as one JSON object instead')
    .summary('print the model of a project')
    .description('Prints the model of a project as it was saved.')
    .argument('<project>', 'GROUP/NAME, or an ID')
    .option('--out <file>', 'write into this file instead of stdout')
    .option('--standalone', 'write the stored providers and table files that it uses into it')
    .addHelpText('after', PULL_HELP)
    .action(
      async (project: string, options: RemoteOptions & { readonly out?: string; readonly standalone?: boolean }) => {
        const { pull } = await import('../remote/pull.ts');
        await pull(project, options);
      },
    );
}

function clone(remote: Command): void {
  withGateway(remote.command('clone'), 'print the copy as one JSON object instead')
    .summary('copy a project')
    .description(
      'Copies the current model and the table files of a project. The group of the copy is created where it is missing.',
    )
    .argument('<project>', 'GROUP/NAME, or an ID')
    .argument('<copy>', 'GROUP/NAME of the copy')
    .addHelpText('after', CLONE_HELP)
    .action(async (project: string, copy: string, options: RemoteOptions) => {
      const { clone } = await import('../remote/clone.ts');
      await clone(project, copy, options);
    });
}

function revisions(remote: Command): void {
  withGateway(remote.command('revisions'), 'print one JSON array instead')
    .summary('list the revisions of a project, or show what changed')
    .description(
      'Lists the saved versions of the model, the latest first. With --diff, prints what one of them changed.',
    )
    .argument('<project>', 'GROUP/NAME, or an ID')
    .option('--diff <n>', 'print what this revision changed, as a unified diff', wholeNumber(1))
    .option('--against <n>', 'the revision to compare it with (default: the one before)', wholeNumber(1))
    .addHelpText('after', REVISIONS_HELP)
    .action(async (project: string, options: RemoteOptions & { readonly diff?: number; readonly against?: number }) => {
      const { listRevisions } = await import('../remote/revisions.ts');
      await listRevisions(project, options);
    });
}

function revert(remote: Command): void {
  withGateway(remote.command('revert'), 'print the project as one JSON object instead')
    .summary('go back to an earlier revision')
    .description('Saves the model of an earlier revision as the next one, so that no revision is lost.')
    .argument('<project>', 'GROUP/NAME, or an ID')
    .argument('<revision>', 'number of the revision', wholeNumber(1))
    .option('--current-data', 'go back also if files that the model reads were replaced since')
    .addHelpText('after', REVERT_HELP)
    .action(async (project: string, revision: number, options: RemoteOptions & { readonly currentData?: boolean }) => {
      const { revert } = await import('../remote/revisions.ts');
      await revert(project, revision, options);
    });
}

function generate(remote: Command): void {
  withGateway(remote.command('generate'), TASK_JSON)
    .summary('generate in the gateway, with live progress')
    .description(
      'Starts a task in the gateway and follows it to its end, also through a restart of the gateway. Its files stay there until they expire; --out downloads them.',
    )
    .argument('<project>', 'GROUP/NAME, or an ID')
    .option('--model <file>', 'save this model in the project first, as `rowmill remote push` does')
    .addOption(new Option('--format <name>', 'format of the files').choices(formatNames).default('csv'))
    .addOption(
      new Option('--entity <name>', 'generate this entity only; may be repeated')
        .argParser(repeated)
        .default([], 'all'),
    )
    .option('--rows <n>', 'number of rows of each --entity', wholeNumber(0))
    .option('--with-related', 'also generate what each --entity refers to')
    .option('--seed <text>', 'replaces $seed: other values, the same shape')
    .addOption(
      new Option('--set <variable=value>', 'replaces a value of $variables; may be repeated')
        .argParser(setting)
        .default(new Map(), 'none'),
    )
    .addOption(
      new Option('--override <file>', 'file of variables, counts and settings of fields; may be repeated')
        .argParser(repeated)
        .default([], 'none'),
    )
    .addOption(
      new Option('--option <key=value>', 'option of the format, such as delimiter=tab; may be repeated')
        .argParser(keyValue)
        .default(new Map(), 'none'),
    )
    .option('--out <folder>', 'download the files into this folder')
    .option('--idempotency-key <text>', 'the same text within 24 hours returns the same task')
    .option('--cancel-on-interrupt', CANCEL)
    .addOption(
      new Option('--detach', 'print the ID of the task, and do not wait for it').conflicts([
        'out',
        'cancelOnInterrupt',
      ]),
    )
    .addHelpText('after', GENERATE_HELP)
    .action(async (project: string, options: RemoteGenerateOptions) => {
      const { remoteGenerate } = await import('../remote/generate.ts');
      await remoteGenerate(project, options);
    });
}

function watch(remote: Command): void {
  withGateway(remote.command('watch'), TASK_JSON)
    .summary('follow a task to its end')
    .description('Shows the progress of a task until it has ended, also through a restart of the gateway.')
    .argument('<task>', 'ID of the task')
    .option('--out <folder>', 'download the files into this folder')
    .option('--cancel-on-interrupt', CANCEL)
    .addHelpText('after', WATCH_HELP)
    .action(async (task: string, options: RemoteOptions & { readonly out?: string }) => {
      const { watch } = await import('../remote/watch.ts');
      await watch(task, options);
    });
}

function download(remote: Command): void {
  withGateway(remote.command('download'), TASK_JSON)
    .summary('download the files of a task')
    .description(
      'Downloads the files of a completed task, and checks their lengths and digests. A broken download continues where it stopped, in another run too.',
    )
    .argument('<task>', 'ID of the task')
    .option('--out <folder>', 'folder for the files', 'out')
    .option('--entity <name>', 'the file of this entity only')
    .addHelpText('after', DOWNLOAD_HELP)
    .action(async (task: string, options: RemoteOptions & { readonly out: string; readonly entity?: string }) => {
      const { download } = await import('../remote/download.ts');
      await download(task, options);
    });
}

const EXIT_CODES = `
Exit codes: 0 completed; 1 the task failed or was canceled, or the gateway cannot be reached; 2 wrong usage, a wrong key, or a model
with errors; 130 after Ctrl-C.`;

const HELP = `
Examples:
  rowmill login https://data.example.com
  rowmill remote push shop/dev shop.yaml
  rowmill remote generate shop/dev --set users=1000000 --out data
  ROWMILL_URL=https://data.example.com ROWMILL_KEY=rm_… rowmill remote projects
${EXIT_CODES}`;

const PROJECTS_HELP = `
Examples:
  rowmill remote projects
  rowmill remote projects --json`;

const PUSH_HELP = `
Examples:
  rowmill remote push shop/dev shop.yaml
  rowmill remote push shop/dev - --json < shop.yaml
  rowmill remote push shop/dev schema.sql --from sql`;

const PULL_HELP = `
Examples:
  rowmill remote pull shop/dev > shop.yaml
  rowmill remote pull shop/dev --out shop.yaml
  rowmill remote pull shop/dev --standalone > shop.yaml               one file that \`rowmill remote push\` takes elsewhere`;

const CLONE_HELP = `
Examples:
  rowmill remote clone shop/dev shop/staging`;

const REVISIONS_HELP = `
Examples:
  rowmill remote revisions shop/dev
  rowmill remote revisions shop/dev --diff 7
  rowmill remote revisions shop/dev --diff 7 --against 3`;

const REVERT_HELP = `
Examples:
  rowmill remote revert shop/dev 3`;

const GENERATE_HELP = `
Examples:
  rowmill remote generate shop/dev                                    the files stay in the gateway
  rowmill remote generate shop/dev --out data --format parquet
  rowmill remote generate shop/dev --model shop.yaml --out data       pushes the model first: one command for a CI job
  rowmill remote generate shop/dev --entity User --rows 5_000_000 --detach
${EXIT_CODES}`;

const WATCH_HELP = `
Examples:
  rowmill remote watch TASK
  rowmill remote watch TASK --out data
${EXIT_CODES}`;

const DOWNLOAD_HELP = `
Examples:
  rowmill remote download TASK --out data
  rowmill remote download TASK --entity User
${EXIT_CODES}`;
