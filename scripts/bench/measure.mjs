import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hasDisplay } from '../setup/display.mjs';
import { run } from '../setup/run.mjs';

/**
 * Measures one question in a process of its own, with a display to open windows on.
 * @param {string} program as `buildBenchmarks` answers it
 * @param {string} name
 * @returns {Promise<import('./report.mjs').Row[] | undefined>} undefined where it broke down
 */
export async function measure(program, name) {
  const folder = mkdtempSync(join(tmpdir(), 'latchkey-bench-'));
  const file = join(folder, 'rows.json');
  try {
    const args = [program, name, file];
    const status = hasDisplay()
      ? await run(process.execPath, args)
      : await run('xvfb-run', ['-a', '-s', '-screen 0 1600x1200x24', process.execPath, ...args]);
    return status === 0 ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
