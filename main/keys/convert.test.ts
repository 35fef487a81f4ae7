import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  anyComment,
  sampleDsa,
  sampleEcdsa,
  sampleEd448,
  sampleEd25519,
  sampleRsa,
  swapFactors,
} from '../../tests/fixtures/sample-keys';
import { convertKey } from './convert';
import { inspectKey } from './inspect';
import type { KeyFormat } from './key-file';
import type { PrivateKey } from './model';
import { encodePem } from './pem';
import { writeSpki } from './pkcs8';
import { writePublicLine } from './public-files';
import { commentText } from './text';
import { writePrivateKey, writePublicKey } from './write';

const rsa = sampleRsa(1024, 'work laptop');
const ed25519 = sampleEd25519(Buffer.alloc(32, 7), 'work laptop');
const ppk = { passes: 1, memory: 64 };

describe('protection', () => {
  const plain = writePrivateKey(rsa, 'openssh', '');
  const sealed = writePrivateKey(rsa, 'ppk2', 'old');

  test('without a new passphrase the output is protected as the input is', async () => {
    const fromSealed = await convertKey(await sealed, { to: 'ppk', passphrase: 'old', ppk });
    expect(fromSealed.encrypted).toBe(true);
    await expect(inspectKey(fromSealed.bytes, { passphrase: 'old' })).resolves.toMatchObject({
      kdf: 'argon2id',
    });
    // A passphrase that the input did not need protects nothing.
    expect(await convertKey(await plain, { to: 'ppk', passphrase: 'old', ppk })).toMatchObject({
      encrypted: false,
    });
  });

  test.each([null, ''])('a new passphrase of %j takes the protection off', async (newPassphrase) => {
    const converted = await convertKey(await sealed, { to: 'ppk', passphrase: 'old', newPassphrase });
    expect(converted.encrypted).toBe(false);
    expect(await inspectKey(converted.bytes)).toMatchObject({ encrypted: false });
  });

  test('a new passphrase replaces the old one', async () => {
    const { bytes } = await convertKey(await sealed, { to: 'ppk2', passphrase: 'old', newPassphrase: 'new' });
    await expect(inspectKey(bytes, { passphrase: 'old' })).rejects.toMatchObject({
      code: 'keys.wrong-passphrase',
    });
    await expect(inspectKey(bytes, { passphrase: 'new' })).resolves.toMatchObject({ encrypted: true });
  });

  test('a passphrase that programs read differently comes with a warning', async () => {
    const { warnings } = await convertKey(await plain, { to: 'ppk2', newPassphrase: '열쇠' });
    expect(warnings).toContainEqual({ code: 'passphrase-not-ascii' });
    const ascii = await convertKey(await plain, { to: 'ppk2', newPassphrase: 'key' });
    expect(ascii.warnings).not.toContainEqual({ code: 'passphrase-not-ascii' });
  });
});

describe('every key in every format that carries it', () => {
  const keys: PrivateKey[] = [
    rsa,
    swapFactors(rsa),
    sampleDsa(77n, 'old'),
    ed25519,
    sampleEd448(Buffer.alloc(57, 7), 'rare'),
    ...[0, 1, 2].map((curve) => sampleEcdsa(curve, 77n, 'curve')),
  ];
  const formats = ['ppk', 'ppk2', 'openssh', 'pem', 'pkcs8'] as const;

  test.each(keys.flatMap((key) => formats.map((from) => ({ algorithm: key.algorithm, from, key }))))(
    '$algorithm from $from',
    async ({ key, from }) => {
      const cannot = {
        code: 'keys.format-cannot-carry',
        params: { format: 'pem', algorithm: key.algorithm },
      };
      const noPem = key.algorithm === 'ssh-ed25519' || key.algorithm === 'ssh-ed448';
      if (noPem && from === 'pem') {
        await expect(writePrivateKey(key, from, '')).rejects.toMatchObject(cannot);
        return;
      }
      const source = await writePrivateKey(key, from, '');
      for (const to of [...formats, 'public', 'rfc4716'] as const) {
        const converted = convertKey(source, { to });
        if (noPem && to === 'pem') {
          await expect(converted).rejects.toMatchObject(cannot);
          continue;
        }
        const { bytes, fingerprints } = await converted;
        const back = await inspectKey(bytes);
        expect(back).toMatchObject({ format: to, algorithm: key.algorithm });
        expect(back.fingerprints.sha256).toBe(fingerprints.sha256);
        // The one that depends on the order of p and q.
        if (back.fingerprints.ec2Created) expect(back.fingerprints).toEqual(fingerprints);
      }
    },
  );
});

describe('a passphrase set, changed and removed in the file’s own format', () => {
  const swapped = { ...swapFactors(rsa), comment: Buffer.from('work laptop') };
  test.each(['ppk', 'ppk2', 'openssh', 'pem', 'pkcs8'] as const)('%s', async (to) => {
    const plain = await writePrivateKey(swapped, to, '');
    const set = await convertKey(plain, { to, newPassphrase: 'old', ppk });
    const changed = await convertKey(set.bytes, { to, passphrase: 'old', newPassphrase: 'new', ppk });
    await expect(inspectKey(changed.bytes, { passphrase: 'old' })).rejects.toMatchObject({
      code: 'keys.wrong-passphrase',
    });
    const removed = await convertKey(changed.bytes, { to, passphrase: 'new', newPassphrase: null });
    expect(removed.encrypted).toBe(false);
    const [before, after] = [await inspectKey(plain), await inspectKey(removed.bytes)];
    expect(after).toEqual(before);
    expect(after.comment).toBe(to === 'pem' || to === 'pkcs8' ? null : 'work laptop');
    // OpenSSH's format holds a random number; the others are the same again to the byte.
    if (to !== 'openssh') expect(removed.bytes.toString('latin1')).toBe(plain.toString('latin1'));
  });

  test('a PPK without a comment stays without', async () => {
    const nameless = await writePrivateKey({ ...rsa, comment: Buffer.alloc(0) }, 'ppk2', '');
    expect((await convertKey(nameless, { to: 'ppk2', comment: undefined })).bytes.equals(nameless)).toBe(
      true,
    );
  });

  test('a PPK 3 gets PuTTYgen’s own costs, whatever it had', async () => {
    const costly = await writePrivateKey(ed25519, 'ppk', 'old', {
      kdf: 'argon2i',
      memory: 16_384,
      passes: 2,
    });
    const { bytes } = await convertKey(costly, { to: 'ppk', passphrase: 'old', newPassphrase: 'new' });
    expect(await inspectKey(bytes)).toMatchObject({
      kdf: 'argon2id',
      kdfCost: { memory: 8192, parallelism: 1 },
    });
  });
});

describe('comments', () => {
  test('stay where the formats hold them', async () => {
    for (const to of ['ppk', 'ppk2', 'openssh', 'public', 'rfc4716'] as const) {
      const { bytes } = await convertKey(await writePrivateKey(ed25519, 'ppk', ''), { to });
      expect(await inspectKey(bytes)).toMatchObject({ comment: 'work laptop' });
    }
  });

  test('are PuTTYgen’s for a PPK made from PEM, which has none', async () => {
    const { bytes } = await convertKey(await writePrivateKey(rsa, 'pem', ''), { to: 'ppk' });
    expect(await inspectKey(bytes)).toMatchObject({ comment: 'imported-openssh-key' });
  });

  test('are replaced on request, in one line: PuTTY could not read two', async () => {
    const { bytes } = await convertKey(await writePrivateKey(rsa, 'pem', ''), {
      to: 'ppk',
      comment: 'a\r\nb',
    });
    expect(await inspectKey(bytes)).toMatchObject({ comment: 'a b' });
  });

  test('of the file itself stay in one line too: a second one would be another key, or no PPK', async () => {
    // OpenSSH's format holds any bytes in a comment.
    const breaks = fc.constantFrom('\n', '\r', '\r\n', '\0', '\n\0\n');
    const formats = fc.constantFrom<KeyFormat>('ppk', 'ppk2', 'openssh', 'public', 'rfc4716');
    const bare = writePublicLine(ed25519, Buffer.alloc(0)).toString();
    await fc.assert(
      fc.asyncProperty(anyComment, breaks, anyComment, formats, async (before, between, after, to) => {
        const comment = Buffer.concat([before, Buffer.from(between), after]);
        const source = await writePrivateKey({ ...ed25519, comment }, 'openssh', '');
        const { bytes, publicKey } = await convertKey(source, { to });
        const space = before.length > 0 && after.length > 0 ? ' ' : '';
        const inOneLine = commentText(Buffer.concat([before, Buffer.from(space), after]));
        expect(publicKey).toBe(inOneLine ? `${bare} ${inOneLine}` : bare);
        expect((await inspectKey(source)).publicKey).toBe(publicKey);
        const back = await inspectKey(bytes);
        expect([back.publicKey, back.comment || '', back.others]).toEqual([publicKey, inOneLine, []]);
      }),
    );
  });

  test('with a line of authorized_keys in them bring none into any file', async () => {
    const foreign = writePublicLine(rsa, Buffer.alloc(0)).toString();
    const comment = Buffer.from(`first\n${foreign} evil`);
    const source = await writePrivateKey({ ...ed25519, comment }, 'openssh', '');
    const { bytes } = await convertKey(source, { to: 'public' });
    expect(
      bytes
        .toString()
        .trimEnd()
        .split(/[\r\n]/),
    ).toEqual([`${writePublicLine(ed25519, Buffer.alloc(0))} first ${foreign} evil`]);
    for (const written of [
      writePublicKey(ed25519, 'public', comment),
      writePublicKey(ed25519, 'rfc4716', comment),
      await writePrivateKey({ ...ed25519, comment }, 'ppk', ''),
    ]) {
      expect(written.toString()).toContain(`first ${foreign} evil`);
    }
  });
});

describe('public formats', () => {
  test('need no passphrase where the file shows its public half', async () => {
    for (const format of ['ppk', 'ppk2', 'openssh'] as const) {
      const sealed = await writePrivateKey(ed25519, format, 'old', ppk);
      const { bytes, encrypted } = await convertKey(sealed, { to: 'public' });
      expect(bytes.toString().trim().split(' ').slice(0, 2)).toEqual(
        writePublicLine(ed25519, Buffer.alloc(0)).toString().split(' '),
      );
      expect(encrypted).toBe(false);
    }
  });

  test('need it where the file hides everything', async () => {
    const sealed = await writePrivateKey(rsa, 'pem', 'old');
    await expect(convertKey(sealed, { to: 'public' })).rejects.toMatchObject({
      code: 'keys.passphrase-needed',
    });
    await expect(convertKey(sealed, { to: 'public', passphrase: 'old' })).resolves.toMatchObject({
      format: 'public',
    });
  });

  test('convert into each other, but into no private key', async () => {
    const line = writePublicLine(ed25519, Buffer.from('me'));
    await expect(convertKey(line, { to: 'rfc4716' })).resolves.toMatchObject({ format: 'rfc4716' });
    await expect(convertKey(line, { to: 'ppk' })).rejects.toMatchObject({ code: 'keys.public-key' });
    const spki = encodePem('PUBLIC KEY', writeSpki(rsa));
    await expect(convertKey(spki, { to: 'openssh' })).rejects.toMatchObject({ code: 'keys.public-key' });
  });
});

test('what an encrypted file shows without its passphrase', async () => {
  const seen = async (format: 'ppk' | 'openssh' | 'pem' | 'pkcs8') =>
    inspectKey(await writePrivateKey(rsa, format, 'old', ppk));
  expect(await seen('ppk')).toMatchObject({
    encrypted: true,
    algorithm: 'ssh-rsa',
    comment: 'work laptop',
    kdfCost: { memory: 64, passes: 1, parallelism: 1 },
    fingerprints: { ec2Created: null, sha256: expect.stringMatching(/^SHA256:/) },
  });
  expect(await seen('openssh')).toMatchObject({ encrypted: true, bits: 1024, comment: null, kdf: 'bcrypt' });
  expect(await seen('pem')).toMatchObject({
    encrypted: true,
    algorithm: 'ssh-rsa',
    bits: null,
    publicKey: null,
  });
  expect(await seen('pkcs8')).toMatchObject({
    encrypted: true,
    algorithm: null,
    fingerprints: { sha256: null },
  });
});

test('PEM has no form for Ed25519', async () => {
  const source = await writePrivateKey(ed25519, 'openssh', '');
  await expect(convertKey(source, { to: 'pem' })).rejects.toMatchObject({
    code: 'keys.format-cannot-carry',
    params: { format: 'pem', algorithm: 'ssh-ed25519' },
  });
});

test('one of several keys can be chosen', async () => {
  const both = Buffer.concat([
    await writePrivateKey(rsa, 'pem', ''),
    await writePrivateKey(ed25519, 'openssh', ''),
  ]);
  expect(await convertKey(both, { to: 'ppk' })).toMatchObject({ algorithm: 'ssh-rsa' });
  expect(await convertKey(both, { to: 'ppk', index: 1 })).toMatchObject({ algorithm: 'ssh-ed25519' });
  await expect(convertKey(both, { to: 'ppk', index: 2 })).rejects.toMatchObject({
    code: 'keys.no-such-key',
    params: { number: 3, count: 2 },
  });
});

test('that the first of several keys was taken is said, unless one was chosen', async () => {
  const both = Buffer.concat([
    await writePrivateKey(rsa, 'openssh', ''),
    await writePrivateKey(ed25519, 'openssh', ''),
  ]);
  const lines = Buffer.concat([
    writePublicKey(rsa, 'public', Buffer.alloc(0)),
    writePublicKey(ed25519, 'public', Buffer.alloc(0)),
  ]);
  const warning = { code: 'several-keys', count: 2 };
  expect((await convertKey(both, { to: 'openssh' })).warnings).toContainEqual(warning);
  expect((await convertKey(both, { to: 'public' })).warnings).toContainEqual(warning);
  expect((await convertKey(lines, { to: 'rfc4716' })).warnings).toContainEqual(warning);
  expect((await convertKey(both, { to: 'openssh', index: 0 })).warnings).not.toContainEqual(warning);
});

test('warnings about the key itself', async () => {
  const codes = async (bytes: Promise<Uint8Array>) =>
    (await inspectKey(await bytes)).warnings.map(({ code }) => code);
  expect(await codes(writePrivateKey(rsa, 'pem', ''))).toEqual(['rsa-short']);
  expect(await codes(writePrivateKey(ed25519, 'ppk', ''))).toEqual([]);
  expect(await codes(writePrivateKey(sampleEcdsa(0, 9n), 'pem', ''))).toEqual(['ec2-no-import']);
  expect(await codes(writePrivateKey(sampleEcdsa(2, 9n), 'ppk', ''))).toEqual([
    'p521-putty-nonce',
    'ec2-no-import',
  ]);
});
