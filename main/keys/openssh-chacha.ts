import { timingSafeEqual } from 'node:crypto';
import { poly1305 } from '@noble/ciphers/_poly1305.js';
import { chacha20 } from '@noble/ciphers/chacha.js';

// The nonce is the packet's sequence number, which is 0 in a file; so 12 zero bytes (RFC 8439) equal OpenSSH's 8.
const nonce = new Uint8Array(12);

/**
 * Opens what chacha20-poly1305@openssh.com sealed (OpenSSH, PROTOCOL.chacha20poly1305); null where the tag does not fit. Of the
 * 64 bytes of key the second half is for packet lengths, which a file does not have. Electron's BoringSSL lacks the cipher.
 */
export function openChachaPoly(secret: Uint8Array, data: Uint8Array, tag: Uint8Array): Buffer | null {
  const key = secret.subarray(0, 32);
  const macKey = chacha20(key, nonce, new Uint8Array(32));
  if (!timingSafeEqual(poly1305(data, macKey), tag)) return null;
  return Buffer.from(chacha20(key, nonce, data, undefined, 1));
}
