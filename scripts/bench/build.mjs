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
 * Bundles bench/ for Node with Vite, as the app itself is: no Node that Latchkey supports reads all of its TypeScript.
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
      ssr: 'bench/tools/main.ts',
      target: 'node20',
      outDir: folder,
      rollupOptions: {
        // Scripts find the repository by their own place, so they are not moved.
        external: [/\/scripts\/setup\//],
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
      },
    },
  });
  return join(folder, 'main.js');
}
