import { describe, expect, test } from 'vitest';
import { type HostKey, judgeHostKey } from './judge-host-key';
import { orderHostKeyAlgorithms } from './order-algorithms';

const key = (algorithm: string, text: string, revoked?: boolean): HostKey => ({
  algorithm,
  key: Buffer.from(`${algorithm} ${text}`).toString('base64'),
  revoked,
});

const ed25519 = key('ssh-ed25519', 'a');
const otherEd25519 = key('ssh-ed25519', 'b');
const rsa = key('ssh-rsa', 'c');
const otherRsa = key('ssh-rsa', 'd');

describe('judgeHostKey', () => {
  test('a host of which nothing is remembered is new', () => {
    expect(judgeHostKey([], ed25519)).toEqual({ verdict: 'new' });
  });

  test('the remembered key is known, whatever else is remembered', () => {
    expect(judgeHostKey([otherEd25519, rsa, ed25519], ed25519)).toEqual({ verdict: 'known' });
  });

  test('base64 without padding is the same key', () => {
    expect(judgeHostKey([{ ...rsa, key: rsa.key.replace(/=+$/, '') }], rsa)).toEqual({ verdict: 'known' });
  });

  test('another key of the same algorithm is a change, and names the one of that algorithm', () => {
    expect(judgeHostKey([rsa, ed25519], otherEd25519)).toEqual({ verdict: 'changed', known: ed25519 });
  });

  test('a key of an algorithm that is not remembered is a change as well', () => {
    expect(judgeHostKey([ed25519], rsa)).toEqual({ verdict: 'changed', known: ed25519 });
  });

  test('a revoked key is refused even where it is remembered as trusted too', () => {
    const revoked = { ...ed25519, revoked: true };
    expect(judgeHostKey([ed25519, revoked], ed25519)).toEqual({ verdict: 'revoked' });
    expect(judgeHostKey([revoked, rsa], ed25519)).toEqual({ verdict: 'revoked' });
  });

  test('a revoked key contradicts no other: the successor is new', () => {
    expect(judgeHostKey([{ ...ed25519, revoked: true }], otherEd25519)).toEqual({ verdict: 'new' });
  });
});

describe('orderHostKeyAlgorithms', () => {
  const supported = ['ssh-ed25519', 'ecdsa-sha2-nistp256', 'rsa-sha2-512', 'rsa-sha2-256', 'ssh-rsa'];

  test('keeps the order for a host of which nothing is remembered', () => {
    expect(orderHostKeyAlgorithms([], supported)).toEqual(supported);
  });

  test('asks for the remembered algorithm first; an RSA key with its SHA-2 signatures before SHA-1', () => {
    expect(orderHostKeyAlgorithms([otherRsa], supported)).toEqual([
      'rsa-sha2-512',
      'rsa-sha2-256',
      'ssh-rsa',
      'ssh-ed25519',
      'ecdsa-sha2-nistp256',
    ]);
  });

  test('never asks for an algorithm that cannot be used, and does not prefer a revoked one', () => {
    expect(orderHostKeyAlgorithms([key('ssh-dss', 'x')], supported)).toEqual(supported);
    expect(orderHostKeyAlgorithms([key('ecdsa-sha2-nistp256', 'x', true)], supported)).toEqual(supported);
  });
});
