import type { HostKey } from './judge-host-key';

/** The signature algorithms a key of one type can be asked for. Only RSA keys have several (RFC 8332). */
const signatureAlgorithms: Record<string, readonly string[]> = {
  'ssh-rsa': ['rsa-sha2-512', 'rsa-sha2-256', 'ssh-rsa'],
};

/**
 * The host key algorithms to offer, in `supported`'s order but for those of remembered keys, which come first:
 * a server that holds several keys then answers with one that can be compared. Never fails.
 */
export function orderHostKeyAlgorithms<Name extends string>(
  known: readonly HostKey[],
  supported: readonly Name[],
): Name[] {
  const remembered = new Set<string>(
    known
      .filter((entry) => !entry.revoked)
      .flatMap((entry) => signatureAlgorithms[entry.algorithm] ?? entry.algorithm),
  );
  return [
    ...supported.filter((algorithm) => remembered.has(algorithm)),
    ...supported.filter((algorithm) => !remembered.has(algorithm)),
  ];
}
