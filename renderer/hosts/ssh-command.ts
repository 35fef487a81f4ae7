import type { HostRow } from '../../contract/hosts';

/** The command the AWS console shows for an instance. The user is a guess of the image; none is left for the reader to fill in. */
export function sshCommand({ keyPair, loginUser, publicAddress, ipv6 }: HostRow): string {
  const key = keyPair ? ` -i ${quote(`${keyPair}.pem`)}` : '';
  return `ssh${key} ${loginUser ?? 'USER'}@${publicAddress ?? ipv6}`;
}

/** A word for a POSIX shell; key pair names may hold spaces and worse. */
function quote(word: string): string {
  return /^[\w.@%+=:,/-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
