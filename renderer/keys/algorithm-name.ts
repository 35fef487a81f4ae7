const curves: Record<string, string> = { nistp256: 'P-256', nistp384: 'P-384', nistp521: 'P-521' };

/** A key type as people call it: `RSA 2048`, `Ed25519`, `ECDSA P-256`. An unknown SSH name stays as it is. */
export function algorithmName(algorithm: string | null, bits: number | null): string {
  if (algorithm === null) return '';
  if (algorithm === 'ssh-rsa') return `RSA ${bits ?? ''}`.trim();
  if (algorithm === 'ssh-ed25519') return 'Ed25519';
  const curve = curves[algorithm.replace('ecdsa-sha2-', '')];
  return curve ? `ECDSA ${curve}` : algorithm;
}
