import { afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { sampleEd25519 } from '../../tests/fixtures/sample-keys';
import { convertKey } from '../keys/convert';
import { inspectKey } from '../keys/inspect';
import type { PrivateKeyFormat } from '../keys/key-file';
import { decodePemBlock, encodePem, findPemBlocks } from '../keys/pem';
import { writePrivateKey } from '../keys/write';
import { runKeyWork, type WorkControl } from './run';
import { countKeyThreads } from './threads';
import { keyWorkerFile, setKeyWorkerFile } from './worker-file';

const key = sampleEd25519(Buffer.alloc(32, 3), 'me');
const passphrase = 'secret';
const workerFile = keyWorkerFile();
const cheap = { memory: 64, passes: 1 };

let plain: Buffer;
let sealed: Record<'ppk' | 'openssh' | 'pkcs8', Buffer>;

beforeAll(async () => {
  const write = (format: PrivateKeyFormat) => writePrivateKey(key, format, passphrase, cheap);
  plain = await writePrivateKey(key, 'openssh', '');
  sealed = { ppk: await write('ppk'), openssh: await write('openssh'), pkcs8: await write('pkcs8') };
});
afterEach(() => setKeyWorkerFile(workerFile));

const inspect = (bytes: Uint8Array, control?: WorkControl, word = passphrase) =>
  runKeyWork({ kind: 'inspect', bytes, options: { passphrase: word } }, control);

/** The file with one number in its binary body put in place of another: a cost that nobody has paid when writing it. */
function patched(file: Buffer, from: number[], to: number[]): Buffer {
  const block = decodePemBlock(findPemBlocks(file.toString('latin1'))[0]!);
  const at = block.body.indexOf(Buffer.from(from));
  expect(at).toBeGreaterThan(0);
  Buffer.from(to).copy(block.body, at);
  return encodePem(block.label, block.body);
}

/** Files whose derivation takes from half a minute to minutes, within what is allowed. */
const costly = {
  'Argon2 of 16 GiB in all': () =>
    Buffer.from(
      sealed.ppk
        .toString('latin1')
        .replace(/Memory: 64\nArgon2-Passes: 1\n/, 'Memory: 8192\nArgon2-Passes: 2048\n'),
      'latin1',
    ),
  // Salt's length and the rounds, 16, follow each other in OpenSSH's options.
  'bcrypt of 2048 rounds': () => patched(sealed.openssh, [0, 0, 0, 16, 0, 0, 0, 1], [0, 0, 8, 0, 0, 0, 0, 1]),
  'PBKDF2 of 8 million iterations': () =>
    patched(sealed.pkcs8, [0x02, 0x03, 0x09, 0x27, 0xc0], [0x02, 0x03, 0x7f, 0xff, 0xff]),
};

describe('what comes out is what comes out in place', () => {
  test('inspecting', async () => {
    for (const bytes of Object.values(sealed)) {
      expect(await inspect(bytes)).toEqual(await inspectKey(bytes, { passphrase }));
    }
  });

  test('converting', async () => {
    const options = { to: 'openssh', passphrase, newPassphrase: null } as const;
    const converted = await runKeyWork({ kind: 'convert', bytes: sealed.ppk, options });
    const { bytes, ...facts } = await convertKey(sealed.ppk, options);
    expect(converted).toMatchObject(facts);
    expect(await inspectKey(converted.bytes)).toEqual(await inspectKey(bytes));
  });

  test('an expected failure is one of ours, with its parameters', async () => {
    const wrong = inspect(sealed.ppk, {}, 'wrong');
    await expect(wrong).rejects.toMatchObject({ name: 'KeyError', code: 'keys.wrong-passphrase' });
    const impossible = { to: 'pem', passphrase } as const;
    await expect(
      runKeyWork({ kind: 'convert', bytes: sealed.openssh, options: impossible }),
    ).rejects.toMatchObject({
      code: 'keys.format-cannot-carry',
      params: { format: 'pem', algorithm: 'ssh-ed25519' },
    });
  });

  test('the bytes stay the caller’s', async () => {
    const before = Buffer.from(sealed.ppk);
    await inspect(sealed.ppk);
    expect(sealed.ppk).toEqual(before);
  });
});

describe('a thread is there only for what costs something', () => {
  test('plain keys are read and written in place, and so are old formats', async () => {
    setKeyWorkerFile(new URL('file:///nowhere'));
    await inspect(plain);
    await runKeyWork({ kind: 'convert', bytes: plain, options: { to: 'ppk', newPassphrase: null } });
    await runKeyWork({ kind: 'convert', bytes: plain, options: { to: 'ppk2', newPassphrase: 'new' } });
    await inspect(await writePrivateKey(key, 'ppk2', passphrase));
  });

  test('a hostile cost is refused before one is started', async () => {
    setKeyWorkerFile(new URL('file:///nowhere'));
    const hostile = sealed.ppk.toString('latin1').replace('Argon2-Passes: 1\n', 'Argon2-Passes: 999999999\n');
    await expect(inspect(Buffer.from(hostile, 'latin1'))).rejects.toMatchObject({
      code: 'keys.cost-too-high',
    });
    const ppk = { memory: 1 << 20, passes: 1 << 20 };
    const writing = { to: 'ppk', newPassphrase: 'new', ppk } as const;
    await expect(runKeyWork({ kind: 'convert', bytes: plain, options: writing })).rejects.toMatchObject({
      code: 'keys.cost-too-high',
    });
  });

  test('in a file with others, too, and does not hide them', async () => {
    setKeyWorkerFile(new URL('file:///nowhere'));
    const hostile = sealed.ppk.toString('latin1').replace('Argon2-Passes: 1\n', 'Argon2-Passes: 999999999\n');
    const legacy = await writePrivateKey(key, 'ppk2', passphrase);
    const inspected = await inspect(Buffer.concat([legacy, Buffer.from(hostile, 'latin1')]));
    expect(inspected.fingerprints.sha256).not.toBeNull();
    expect(inspected.others).toMatchObject([{ warnings: [{ code: 'not-opened', reason: 'cost' }] }]);
  });

  test('so is the sum of many costs that are each allowed', async () => {
    setKeyWorkerFile(new URL('file:///nowhere'));
    const half = costly['Argon2 of 16 GiB in all']()
      .toString('latin1')
      .replace('Passes: 2048', 'Passes: 1000');
    const three = Buffer.from(half.repeat(3), 'latin1');
    await expect(inspect(three)).rejects.toMatchObject({ code: 'keys.cost-too-high' });
    // Of three a conversion opens one, and may.
    setKeyWorkerFile(workerFile);
    const controller = new AbortController();
    const converted = runKeyWork(
      { kind: 'convert', bytes: three, options: { to: 'ppk2', passphrase, index: 2 } },
      { signal: controller.signal, onProgress: () => controller.abort() },
    );
    await expect(converted).rejects.toMatchObject({ code: 'keys.cancelled' });
  });

  test('one thread does one piece of work after another', async () => {
    await inspect(sealed.ppk);
    const threads = countKeyThreads();
    await inspect(sealed.ppk);
    await inspect(sealed.ppk);
    expect(countKeyThreads()).toBe(threads);
  });
});

describe('progress', () => {
  test('rises from 0 to 1, over opening and protecting together', async () => {
    const fractions: number[] = [];
    const options = { to: 'openssh', passphrase } as const;
    await runKeyWork(
      { kind: 'convert', bytes: sealed.openssh, options },
      { onProgress: (fraction) => fractions.push(fraction) },
    );
    expect(fractions.length).toBeGreaterThan(30);
    expect(fractions).toEqual(fractions.toSorted((a, b) => a - b));
    expect(fractions[0]).toBeGreaterThan(0);
    expect(fractions.at(-1)).toBe(1);
  });

  test('moves on by the clock while Argon2 is silent', async () => {
    const controller = new AbortController();
    const fractions: number[] = [];
    const onProgress = (fraction: number) => {
      fractions.push(fraction);
      if (fractions.length === 4) controller.abort();
    };
    const opened = inspect(costly['Argon2 of 16 GiB in all'](), { signal: controller.signal, onProgress });
    await expect(opened).rejects.toMatchObject({ code: 'keys.cancelled' });
    expect(fractions).toEqual(fractions.toSorted((a, b) => a - b));
    expect(new Set(fractions).size).toBe(4);
  });
});

describe('cancelling', () => {
  test.each(Object.entries(costly))('ends the thread in the middle of %s', async (_, file) => {
    const threads = countKeyThreads();
    const controller = new AbortController();
    // The first report comes out of the derivation itself: from then on only ending the thread can stop it.
    const onProgress = () => controller.abort();
    const opened = inspect(file(), { signal: controller.signal, onProgress });
    await expect(opened).rejects.toMatchObject({ name: 'KeyError', code: 'keys.cancelled' });
    // It took an idle thread or started one; now that one is gone.
    expect(countKeyThreads()).toBe(Math.max(threads - 1, 0));
  });

  test('works in the moment before the thread starts', async () => {
    setKeyWorkerFile(new URL('file:///nowhere'));
    const controller = new AbortController();
    const opened = inspect(sealed.ppk, { signal: controller.signal });
    controller.abort();
    await expect(opened).rejects.toMatchObject({ code: 'keys.cancelled' });
  });

  test('works before the start, and for work that waits for its turn', async () => {
    const file = costly['bcrypt of 2048 rounds']();
    const running = new AbortController();
    const both = Promise.allSettled([
      inspect(file, { signal: running.signal }),
      inspect(file, { signal: running.signal }),
    ]);
    const waiting = new AbortController();
    const third = inspect(sealed.ppk, { signal: waiting.signal });
    const fourth = inspect(sealed.ppk);
    waiting.abort();
    await expect(third).rejects.toMatchObject({ code: 'keys.cancelled' });
    await expect(inspect(sealed.ppk, { signal: waiting.signal })).rejects.toMatchObject({
      code: 'keys.cancelled',
    });
    running.abort();
    const cancelled = { status: 'rejected', reason: expect.objectContaining({ code: 'keys.cancelled' }) };
    expect(await both).toEqual([cancelled, cancelled]);
    await expect(fourth).resolves.toMatchObject({ algorithm: 'ssh-ed25519' });
  });
});

describe('a thread that ends by itself', () => {
  /** A worker that does this with whatever it is given. */
  const worker = (body: string) =>
    new URL(
      `data:text/javascript,${encodeURIComponent(`
        import { parentPort } from 'node:worker_threads';
        parentPort.on('message', () => { ${body} });
      `)}`,
    );

  test('for want of memory is a cost that is too high', async () => {
    await endIdleThread();
    setKeyWorkerFile(worker('const all = []; for (;;) all.push(new Array(100_000).fill(all.length));'));
    await expect(inspect(sealed.ppk)).rejects.toMatchObject({ code: 'keys.cost-too-high' });
  });

  test.each([
    ['leaving', 'process.exit(0);', 'The key worker ended without an answer'],
    ['a defect', "throw new Error('a defect');", 'a defect'],
  ])('by %s is no hang', async (_, body, message) => {
    await endIdleThread();
    setKeyWorkerFile(worker(body));
    await expect(inspect(sealed.ppk)).rejects.toThrow(message);
    expect(countKeyThreads()).toBe(0);
  });

  test('by an error after its work harms nobody', async () => {
    await endIdleThread();
    setKeyWorkerFile(
      worker(`
        parentPort.postMessage({ type: 'done', result: 'the answer' });
        setTimeout(() => { throw new Error('too late'); }, 50);
      `),
    );
    expect(await inspect(sealed.ppk)).toBe('the answer');
    expect(countKeyThreads()).toBe(1);
    await vi.waitFor(() => expect(countKeyThreads()).toBe(0), 10_000);
  });

  /** So that the next piece of work starts a new one. */
  async function endIdleThread(): Promise<void> {
    setKeyWorkerFile(workerFile);
    while (countKeyThreads() > 0) {
      const controller = new AbortController();
      const onProgress = () => controller.abort();
      await inspect(costly['bcrypt of 2048 rounds'](), { signal: controller.signal, onProgress }).catch(
        () => {},
      );
    }
  }
});
