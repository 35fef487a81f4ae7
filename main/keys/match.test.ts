import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { anyKey, sampleEd25519, sampleRsa } from '../../tests/fixtures/sample-keys';
import { fingerprintsOf } from './fingerprints';
import { type Ec2KeyPair, ec2FingerprintsOf, type KeyIdentity, keyPairMatcher } from './match';
import type { PrivateKey, PublicKey, RsaPrivateKey } from './model';
import { writePublicLine } from './public-files';

const rsa = sampleRsa(1024);
const otherRsa = sampleRsa(1024);
const ed25519 = sampleEd25519(new Uint8Array(32).fill(7));

const line = (key: PublicKey, comment = '') => writePublicLine(key, Buffer.from(comment)).toString();

/** What is seen of a key: all of it, or its public half alone. */
const opened = (key: PrivateKey): KeyIdentity => ({
  publicKey: line(key),
  ec2Fingerprints: ec2FingerprintsOf(fingerprintsOf(key, key)),
});
const closed = (key: PublicKey): KeyIdentity => ({
  publicKey: line(key),
  ec2Fingerprints: ec2FingerprintsOf(fingerprintsOf(key)),
});

const found = (key: KeyIdentity, ...pairs: Ec2KeyPair[]) =>
  keyPairMatcher(pairs)
    .match(key)
    .map(({ pair, by }) => [pair.KeyName, by]);

const prints = fingerprintsOf(rsa, rsa);
const created = { KeyName: 'created', KeyFingerprint: prints.ec2Created ?? '' };
const imported = { KeyName: 'imported', KeyFingerprint: prints.ec2Imported ?? '' };

describe('by public key', () => {
  test('every key matches its own line, whatever the comment, and no other', () => {
    fc.assert(
      fc.property(anyKey, anyKey, fc.string(), (key, other, comment) => {
        const pair = { KeyName: 'mine', PublicKey: `${line(key)} ${comment.replace(/[\r\n]/g, ' ')}\n` };
        expect(found(closed(key), pair)).toEqual([['mine', 'public-key']]);
        const same = line(key) === line(other);
        expect(found(closed(other), pair)).toHaveLength(same ? 1 : 0);
      }),
    );
  });

  test('it decides where it is there, whatever the fingerprint', () => {
    const wrongPrint = { KeyName: 'mine', PublicKey: line(rsa), KeyFingerprint: 'odd' };
    const wrongKey = { ...imported, PublicKey: line(otherRsa) };
    expect(found(opened(rsa), wrongKey, wrongPrint)).toEqual([['mine', 'public-key']]);
  });

  test.each([
    undefined,
    '',
    'ssh-rsa',
    'ssh-rsa AAAA',
    `${line(rsa).slice(0, -8)}`,
    'ssh-foo AAAAB3NzaC1yc2E=',
  ])('a pair of the public key %j is passed over, and found by its fingerprint', (PublicKey) => {
    expect(found(opened(rsa), { ...imported, PublicKey })).toEqual([['imported', 'fingerprint']]);
  });
});

describe('by fingerprint', () => {
  test('created, imported, Ed25519', () => {
    expect(found(opened(rsa), created, imported)).toEqual([
      ['created', 'fingerprint'],
      ['imported', 'fingerprint'],
    ]);
    expect(found(opened(otherRsa), created, imported)).toEqual([]);
    const pair = { KeyName: 'ed', KeyFingerprint: fingerprintsOf(ed25519).ec2Created ?? '' };
    expect(found(closed(ed25519), pair, created)).toEqual([['ed', 'fingerprint']]);
  });

  test.each([
    ['base64 without padding', (print: string) => print.replace(/=+$/, '')],
    ['SHA256: in front', (print: string) => `SHA256:${print}`],
    ['SHA256: in front and no padding', (print: string) => `SHA256:${print.replace(/=+$/, '')}`],
    ['white space around it', (print: string) => ` ${print}\n`],
  ])('Ed25519, spelled with %s', (_, spell) => {
    const KeyFingerprint = spell(fingerprintsOf(ed25519).ec2Created ?? '');
    expect(found(closed(ed25519), { KeyName: 'ed', KeyFingerprint })).toEqual([['ed', 'fingerprint']]);
  });

  test('hex in capitals', () => {
    const pair = { KeyName: 'loud', KeyFingerprint: imported.KeyFingerprint.toUpperCase() };
    expect(found(closed(rsa), pair)).toEqual([['loud', 'fingerprint']]);
  });

  test('neither an empty fingerprint nor one of another length matches anything', () => {
    const strange = ['', '=', 'SHA256:', imported.KeyFingerprint.slice(3), `00:${created.KeyFingerprint}`];
    const pairs = strange.map((KeyFingerprint) => ({ KeyName: 'strange', KeyFingerprint }));
    const key = { publicKey: null, ec2Fingerprints: strange };
    expect(found(key, ...pairs)).toEqual([]);
  });

  test('a key whose p and q were turned has its former fingerprint as the swapped one', () => {
    const { p, q } = rsa;
    // q's inverse modulo p, by Fermat, with the names turned.
    const turned: RsaPrivateKey = { ...rsa, p: q, q: p, iqmp: power(p, q - 2n, q) };
    const after = fingerprintsOf(turned, turned);
    expect(after.ec2Created).not.toBe(prints.ec2Created);
    expect([after.ec2Created, after.ec2CreatedSwapped]).toEqual([
      prints.ec2CreatedSwapped,
      prints.ec2Created,
    ]);
    expect(found(opened(turned), created)).toEqual([['created', 'fingerprint']]);
  });
});

test('a key that was imported under several names is all of them, those by public key first', () => {
  const pairs = [
    { ...imported, KeyName: 'a' },
    { KeyName: 'b', PublicKey: line(rsa) },
    { ...imported, KeyName: 'c' },
    { KeyName: 'd', PublicKey: line(rsa, 'again') },
  ];
  expect(found(opened(rsa), ...pairs).map(([name]) => name)).toEqual(['b', 'd', 'a', 'c']);
});

describe('undecided', () => {
  const undecided = (key: KeyIdentity, ...pairs: Ec2KeyPair[]) => keyPairMatcher(pairs).undecided(key);

  test('a key that shows nothing could be any pair', () => {
    const hidden = { publicKey: null, ec2Fingerprints: [] };
    expect(undecided(hidden, imported)).toBe(true);
    expect(undecided(hidden)).toBe(false);
  });

  test('an RSA key that shows its public half could be a pair known by its SHA-1 alone', () => {
    expect(undecided(closed(otherRsa), created)).toBe(true);
    expect(undecided(closed(otherRsa), imported)).toBe(false);
    expect(undecided(closed(otherRsa), { ...created, PublicKey: line(rsa) })).toBe(false);
    expect(undecided(opened(otherRsa), created)).toBe(false);
    expect(undecided(closed(ed25519), created)).toBe(false);
  });
});

function power(base: bigint, exponent: bigint, modulus: bigint): bigint {
  let result = 1n;
  for (let square = base % modulus, rest = exponent; rest > 0n; rest >>= 1n) {
    if (rest & 1n) result = (result * square) % modulus;
    square = (square * square) % modulus;
  }
  return result;
}
