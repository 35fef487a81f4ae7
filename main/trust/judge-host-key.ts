/** A host key as known_hosts has it: algorithm and base64 of the SSH wire blob. */
export interface HostKey {
  algorithm: string;
  key: string;
  /** Marked as stolen or withdrawn: never to be accepted again. */
  revoked?: boolean | undefined;
}

/** What is to be made of the key that a server offers. `changed` names the remembered key it contradicts. */
export type HostKeyVerdict =
  | { verdict: 'known' }
  | { verdict: 'new' }
  | { verdict: 'changed'; known: HostKey }
  | { verdict: 'revoked' };

/**
 * Compares the key that a server offers with those remembered for it. Never fails.
 *
 * As in OpenSSH, a revoked key is refused whatever else is known, and another key of a remembered algorithm is a change.
 * Stricter than OpenSSH: a key of an algorithm not remembered is a change as well, because the connection asks for the
 * remembered algorithms first (`orderHostKeyAlgorithms`), and only a server that no longer holds them answers with another.
 */
export function judgeHostKey(known: readonly HostKey[], offered: HostKey): HostKeyVerdict {
  const same = known.filter((entry) => sameKey(entry, offered));
  if (same.some((entry) => entry.revoked)) return { verdict: 'revoked' };
  if (same.length > 0) return { verdict: 'known' };
  const trusted = known.filter((entry) => !entry.revoked);
  const contradicted = trusted.find((entry) => entry.algorithm === offered.algorithm) ?? trusted[0];
  return contradicted ? { verdict: 'changed', known: contradicted } : { verdict: 'new' };
}

/** Blobs name their algorithm themselves, so equal bytes are equal keys; base64 may differ in its padding. */
function sameKey(one: HostKey, other: HostKey): boolean {
  return Buffer.from(one.key, 'base64').equals(Buffer.from(other.key, 'base64'));
}
