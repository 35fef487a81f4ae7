import { randomBytes, randomUUID } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspectKey } from '../main/keys/inspect';
import { writePrivateKey } from '../main/keys/write';
import type { IndexedKey, KeyIndex } from '../main/vault/key-index';
import type { Row } from '../scripts/bench/report.mjs';
import { showPage } from '../tests/e2e/actions';
import { launch } from '../tests/e2e/launch';
import { sampleEd25519 } from '../tests/fixtures/sample-keys';
import { typeAndTime } from './tools/keystrokes';
import { figure, percentile } from './tools/rows';

const count = 2000;
const rounds = 5;
/** Words as they stand in names of key files: each keystroke changes what is listed, from thousands down to a few. */
const typed = 'web 17 eu';

/**
 * How long does a keystroke in the filter of the Keys page take with 2,000 files in the library, from the key to the frame
 * that shows the new list? Frames are drawn as soon as they are ready: on a screen the next refresh is waited for, which is
 * nobody's work.
 */
export default async function keysFilter(): Promise<Row[]> {
  const home = mkdtempSync(join(tmpdir(), 'latchkey-bench-'));
  try {
    await seedLibrary(home);
    const times = await timesOf(home);
    const name = 'A keystroke in the filter of 2,000 keys';
    return [
      figure({ name: `${name}: median`, values: times, unit: 'ms', target: 16 }),
      figure({ name: `${name}: 95th percentile`, values: [percentile(times, 95)], unit: 'ms', target: 16 }),
      figure({ name: `${name}: slowest`, values: [percentile(times, 100)], unit: 'ms' }),
    ];
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

async function timesOf(home: string): Promise<number[]> {
  const { page, stop } = await launch({ home, args: ['--disable-frame-rate-limit', '--disable-gpu-vsync'] });
  try {
    await showPage(page, 'Keys');
    await page
      .getByText(/^2,000 /)
      .first()
      .waitFor();
    const filter = page.getByRole('textbox', { name: /filter/i });
    // The first round warms up.
    await typeAndTime(page, filter, typed);
    const times: number[] = [];
    for (let round = 0; round < rounds; round += 1) times.push(...(await typeAndTime(page, filter, typed)));
    return times;
  } finally {
    await stop();
  }
}

/** Real key files in a folder, and the list of them as the app keeps it. */
async function seedLibrary(home: string): Promise<void> {
  const folder = join(home, 'keys');
  const userData = join(home, 'user-data');
  for (const path of [folder, userData]) mkdirSync(path, { recursive: true, mode: 0o700 });
  const keys: IndexedKey[] = [];
  for (let number = 0; number < count; number += 1) keys.push(await seedKey(folder, number));
  const index: KeyIndex = { keys, removed: [] };
  const file = { version: 2, value: index };
  writeFileSync(join(userData, 'keys.json'), JSON.stringify(file), { mode: 0o600 });
}

async function seedKey(folder: string, number: number): Promise<IndexedKey> {
  const role = ['web', 'db', 'bastion', 'batch', 'build'][number % 5];
  const place = ['eu-west-1', 'us-east-1', 'ap-northeast-2'][number % 3];
  const path = join(folder, `${role}-${place}-${String(number).padStart(4, '0')}.pem`);
  const bytes = await writePrivateKey(sampleEd25519(randomBytes(32)), 'openssh', '');
  writeFileSync(path, bytes, { mode: 0o600 });
  const { format, algorithm, bits, encrypted, fingerprints, publicKey } = await inspectKey(bytes);
  return {
    keyId: randomUUID(),
    path,
    size: bytes.length,
    modified: Date.now(),
    format,
    algorithm,
    bits,
    sha256: fingerprints.sha256,
    encrypted,
    ec2Fingerprints: fingerprints.ec2Imported ? [fingerprints.ec2Imported] : [],
    publicKey,
    missing: false,
  };
}
