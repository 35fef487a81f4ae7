import type { Algorithms } from 'ssh2';
import type { HostKey } from '../../contract/sessions';
import { orderHostKeyAlgorithms } from '../trust/order-algorithms';

/**
 * What is offered to a server, best first. Only names that exist in BoringSSL too (no chacha20-poly1305): ssh2 throws on others.
 * AES-GCM leads because it is the fastest without native add-ons. No SHA-1 key exchange, no CBC, no MD5, no DSA.
 */
const kex = [
  'curve25519-sha256',
  'curve25519-sha256@libssh.org',
  'ecdh-sha2-nistp256',
  'ecdh-sha2-nistp384',
  'ecdh-sha2-nistp521',
  'diffie-hellman-group16-sha512',
  'diffie-hellman-group18-sha512',
  'diffie-hellman-group14-sha256',
  'diffie-hellman-group-exchange-sha256',
] as const;
const cipher = [
  'aes128-gcm@openssh.com',
  'aes256-gcm@openssh.com',
  'aes128-ctr',
  'aes192-ctr',
  'aes256-ctr',
] as const;
const hmac = [
  'hmac-sha2-256-etm@openssh.com',
  'hmac-sha2-512-etm@openssh.com',
  'hmac-sha2-256',
  'hmac-sha2-512',
  'hmac-sha1',
] as const;
/** `ssh-rsa` (SHA-1 signatures) last: servers before OpenSSH 7.2 know nothing else, and RHEL 6 instances still run. */
const serverHostKey = [
  'ssh-ed25519',
  'ecdsa-sha2-nistp256',
  'ecdsa-sha2-nistp384',
  'ecdsa-sha2-nistp521',
  'rsa-sha2-512',
  'rsa-sha2-256',
  'ssh-rsa',
] as const;

/** The algorithms for ssh2's `connect`: host keys in the order that makes a remembered one come back. */
export function offeredAlgorithms(known: readonly HostKey[]): Algorithms {
  return {
    kex: [...kex],
    cipher: [...cipher],
    hmac: [...hmac],
    compress: ['none'],
    serverHostKey: orderHostKeyAlgorithms(known, serverHostKey),
  };
}
