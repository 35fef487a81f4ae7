const curves: Record<string, string> = { nistp256: 'P-256', nistp384: 'P-384', nistp521: 'P-521' };
const names: Record<string, string> = { 'ssh-ed25519': 'Ed25519', 'ssh-ed448': 'Ed448' };

/** A key type as people call it: `RSA 2048`, `Ed25519`, `ECDSA P-256`. An unknown SSH name stays as it is. */
export function algorithmName(algorithm: string | null, bits: number | null): string {
  if (algorithm === null) return '';
  if (algorithm === 'ssh-rsa') return `RSA ${bits ?? ''}`.trim();
  if (algorithm === 'ssh-dss') return `DSA ${bits ?? ''}`.trim();
  const curve = curves[algorithm.replace('ecdsa-sha2-', '')];
  return names[algorithm] ?? (curve ? `ECDSA ${curve}` : algorithm);
}
