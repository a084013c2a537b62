#!/usr/bin/env node
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import module from 'node:module';
import { fileURLToPath } from 'node:url';

/** A clone has sources; a package has what was compiled of them. */
const sources = new URL('../src/main.ts', import.meta.url);
/** What a process is called that was started on the Node of the clone: it starts no other. */
const RESTARTED = 'rowmill-node';
/** The Node that `npm ci` installs into a clone on Linux. */
const ownNode = fileURLToPath(new URL('../node_modules/.bin/node', import.meta.url));

// The first process of a container is deaf to signals that it does not handle: one that comes before a command does would be lost.
if (process.pid === 1) for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, endUnlessHandled);

if (process.features.typescript) {
  // Node 22 calls its SQLite experimental: true, and nothing that a user can do anything about.
  const { emitWarning } = process;
  process.emitWarning = (warning, type, ...rest) => {
    if (type !== 'ExperimentalWarning') emitWarning(warning, type, ...rest);
  };
  // Compiled code is kept between runs: most of a short command's time would else go into stripping types.
  module.enableCompileCache?.();
  await import('./resolve-ours.js');
  const { main } = await import(existsSync(sources) ? sources.href : '../dist/main.js');
  await main(process.argv.slice(2));
} else if (existsSync(sources) && existsSync(ownNode) && process.argv0 !== RESTARTED) {
  runOn(ownNode);
} else {
  const remedy = existsSync(sources)
    ? 'run `npm ci`, which brings one on Linux, then `npx rowmill`'
    : 'install one, or let npm bring it for one run: `npx -y -p node@24 -p rowmill rowmill`';
  console.error(`error: rowmill needs Node 22.19 or later, and this is ${process.version}: ${remedy}`);
  process.exitCode = 1;
}

/** Ends the process as the signal would end any other one, where no command has a handler of its own. */
function endUnlessHandled(signal, number) {
  if (process.listenerCount(signal) === 1) process.exit(128 + number);
}

/** Runs this command line on another Node: signals go to it, and its end is the end of both. */
function runOn(node) {
  const child = spawn(node, process.argv.slice(1), { argv0: RESTARTED, stdio: 'inherit' });
  const signals = ['SIGHUP', 'SIGINT', 'SIGTERM'];
  // A terminal sends Ctrl-C to both: a second one would end a gateway that is about to stop.
  const isTerminal = process.stdin.isTTY === true;
  for (const signal of signals) process.on(signal, () => (isTerminal && signal === 'SIGINT') || child.kill(signal));
  child.on('error', (error) => {
    console.error(`error: cannot run ${node}: ${error.message}`);
    process.exitCode = 1;
  });
  child.on('exit', (code, signal) => {
    for (const each of signals) process.removeAllListeners(each);
    if (signal === null) process.exitCode = code;
    else process.kill(process.pid, signal);
  });
}
