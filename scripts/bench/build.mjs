import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../setup/paths.mjs';

/** The questions: one file of bench/ each. */
export function questions() {
  return readdirSync(join(root, 'bench'))
    .filter((name) => name.endsWith('.ts'))
    .map((name) => name.slice(0, -'.ts'.length))
    .sort();
}

/**
 * Bundles bench/ for Node with Vite, as the app itself is, and with the same thread for keys beside it: no Node that Latchkey
 * supports reads all of its TypeScript.
 * @returns {Promise<string>} the program; its arguments are a question and the file for its rows
 */
export async function buildBenchmarks() {
  const folder = join(root, 'out/bench');
  rmSync(folder, { recursive: true, force: true });
  const { build } = await import('vite');
  await build({
    root,
    configFile: false,
    logLevel: 'warn',
    build: {
      // `ssr`: for Node, with the packages of node_modules left where they are.
      ssr: true,
      target: 'node20',
      outDir: folder,
      rollupOptions: {
        input: {
          main: join(root, 'bench/tools/main.ts'),
          'key-worker': join(root, 'main/key-worker/worker.ts'),
        },
        // All in one folder, two below the repository: that is where scripts/setup/paths.mjs looks for it from.
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
      },
    },
  });
  return join(folder, 'main.js');
}
