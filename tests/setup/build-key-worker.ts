import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'vite';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  export interface ProvidedContext {
    /** URL of the built worker thread for keys. */
    keyWorker: string;
  }
}

/** Builds the worker thread for keys once for all tests: Node cannot start a thread on a TypeScript source. */
export default async function buildKeyWorker(project: TestProject): Promise<() => void> {
  const outDir = mkdtempSync(join(tmpdir(), 'latchkey-key-worker-'));
  await build({
    configFile: false,
    logLevel: 'error',
    // From a folder for temporary files no package is found: they all go in.
    ssr: { noExternal: true },
    build: {
      ssr: resolve('main/key-worker/worker.ts'),
      outDir,
      target: 'node20',
      rollupOptions: { output: { format: 'es', entryFileNames: 'worker.mjs' } },
    },
  });
  project.provide('keyWorker', pathToFileURL(join(outDir, 'worker.mjs')).href);
  return () => rmSync(outDir, { recursive: true });
}
