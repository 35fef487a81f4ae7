import { defineConfig } from 'vitest/config';

/** Keys are derived in a thread, whose code is built for the tests first. */
const keyWorker = {
  globalSetup: ['tests/setup/build-key-worker.ts'],
  setupFiles: ['tests/setup/use-key-worker.ts'],
};
const inRepository = ['**/node_modules/**', 'out/**', 'dist/**', 'test-results/**'];

/**
 * Two rings of tests. `unit`: beside the source, fast. `peers`: against programs that others wrote and that each
 * test starts by itself (sshd, puttygen, …). `npm test` runs those that touch keys and SSH a second time inside
 * Electron, whose cryptography is BoringSSL instead of OpenSSL (scripts/test/stages.mjs).
 */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          ...keyWorker,
          name: 'unit',
          include: ['**/*.test.ts'],
          exclude: [...inRepository, 'tests/peers/**', 'tests/e2e/**', 'bench/**'],
          testTimeout: 30_000,
        },
      },
      {
        test: {
          ...keyWorker,
          name: 'peers',
          include: ['tests/peers/**/*.test.ts'],
          exclude: inRepository,
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
