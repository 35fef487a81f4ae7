/** Lengths of RSA keys that EC2 imports: https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ImportKeyPair.html */
const rsaBits: readonly number[] = [1024, 2048, 4096];

/**
 * Why EC2 would not import a key: its type, or its length; null where it would. `algorithm` is the SSH name, e.g. `ssh-rsa`;
 * `bits` is null where only the passphrase would tell them: then nothing speaks against it yet.
 */
export function ec2ImportObstacle(algorithm: string, bits: number | null): 'type' | 'size' | null {
  if (algorithm === 'ssh-ed25519') return null;
  if (algorithm !== 'ssh-rsa') return 'type';
  return bits === null || rsaBits.includes(bits) ? null : 'size';
}
