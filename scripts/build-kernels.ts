import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { main } from 'assemblyscript/asc';

/** A kernel's source, and the module that holds what is made of it. */
export interface KernelFile {
  readonly source: string;
  readonly module: string;
  readonly options: readonly string[];
}

const ROOT = fileURLToPath(new URL('..', import.meta.url));

export const kernelFiles: readonly KernelFile[] = [
  { source: 'kernels/threefry.ts', module: 'src/engine/random/threefry-kernel.ts', options: [] },
  { source: 'kernels/cells.ts', module: 'src/formats/text/cells-kernel.ts', options: ['--importMemory'] },
];

/** Compiles a kernel and answers the text of its module. The same source and compiler give the same text everywhere. */
export async function kernelModule({ source, options }: KernelFile): Promise<string> {
  const flags = [
    '-O3',
    '--enable',
    'simd',
    '--runtime',
    'stub',
    '--noAssert',
    '--use',
    'abort=',
    '--outFile',
    'kernel.wasm',
  ];
  let binary: Uint8Array | undefined;
  const { error } = await main([source, '--baseDir', ROOT, ...flags, ...options], {
    writeFile: (_, contents) => {
      if (typeof contents !== 'string') binary = contents;
    },
  });
  if (error !== null || binary === undefined) throw new Error(`${source} cannot be compiled`, { cause: error });
  return [
    `/** Made of ${source} by \`npm run kernels\`: a WebAssembly module in base64. */`,
    `export const KERNEL =\n  '${Buffer.from(binary).toString('base64')}';`,
    '',
  ].join('\n');
}

if (import.meta.main) {
  for (const file of kernelFiles)
    writeFileSync(new URL(`../${file.module}`, import.meta.url), await kernelModule(file));
}
