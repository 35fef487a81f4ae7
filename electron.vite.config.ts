import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';

/**
 * Where each of the programs begins. The targets are the oldest runtime the app meets: the development
 * fallback is Chromium 130 with Node 20, and the command line runs on Node 20.19.
 */
export default defineConfig({
  main: {
    build: {
      target: 'node20',
      outDir: 'out/main',
      rollupOptions: {
        input: {
          index: resolve('main/index.ts'),
          inventory: resolve('main/inventory/process.ts'),
          sessions: resolve('main/ssh/process.ts'),
          'key-worker': resolve('main/key-worker/worker.ts'),
        },
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
      },
    },
  },
  preload: {
    build: {
      target: 'node20',
      outDir: 'out/preload',
      // A sandboxed preload can require nothing but `electron`: everything else goes into its one file.
      externalizeDeps: false,
      rollupOptions: {
        input: { index: resolve('preload/index.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: 'renderer',
    base: './',
    plugins: [react()],
    build: {
      target: 'chrome130',
      outDir: 'out/renderer',
      // The page is read from the disk beside it: one large file starts sooner than many small ones.
      chunkSizeWarningLimit: 3000,
      minify: true,
      // The page's policy takes fonts from its own origin only, so none may be inlined as a data: URL.
      assetsInlineLimit: 0,
      rollupOptions: { input: { index: resolve('renderer/index.html') } },
    },
  },
});
