import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Row } from '../../scripts/bench/report.mjs';
import { findElectron } from '../../scripts/setup/electron.mjs';

/** Asks a question once more in Electron run as Node, where cryptography is BoringSSL's; `rest` is what its function gets. */
export function measureInElectron(name: string, rest: string[]): Row[] {
  const runtime = findElectron();
  if (!runtime) throw new Error('No Electron: npm run bench fetches one.');
  const folder = mkdtempSync(join(tmpdir(), 'latchkey-bench-'));
  try {
    const out = join(folder, 'rows.json');
    execFileSync(runtime.executable, [process.argv[1]!, name, out, ...rest], {
      env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
      stdio: ['ignore', 2, 2],
    });
    return JSON.parse(readFileSync(out, 'utf8'));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
