import type { KeyFormat } from './key-file';
import { ec2Import } from './targets/ec2-import';
import { ec2WindowsPassword } from './targets/ec2-windows-password';
import { filezilla } from './targets/filezilla';
import { jsch } from './targets/jsch';
import { keyFacts, type SeenKey } from './targets/key-facts';
import { openssh } from './targets/openssh';
import { oldPutty, putty } from './targets/putty';
import { puttygen } from './targets/puttygen';
import { ssh2 } from './targets/ssh2';
import type { KeyCause, Target } from './targets/target';

/** The programs and services, in the order in which they are shown. */
const targets = {
  putty,
  'putty-old': oldPutty,
  puttygen,
  'winscp-old': oldPutty,
  filezilla,
  openssh,
  jsch,
  ssh2,
  'ec2-import': ec2Import,
  'ec2-windows-password': ec2WindowsPassword,
} satisfies Record<string, Target>;

export type KeyTarget = keyof typeof targets;

/** What one program makes of a key file as it is, and what it wants instead. */
export interface KeyAdvice {
  target: KeyTarget;
  reads: boolean;
  /** The program's own words, `…` standing for what differs, e.g. the file's name; null where it has none of use. */
  says: string | null;
  cause: KeyCause | null;
  /** The format to save the key as; null where it is read as it is, and where no format helps. */
  take: KeyFormat | null;
}

/** Says of each program what it makes of a file, given what could be read of its first key. Never fails. */
export function adviseOnFile(bytes: Uint8Array, key: SeenKey): KeyAdvice[] {
  const facts = keyFacts(bytes, key);
  return (Object.entries(targets) as [KeyTarget, Target][]).map(([target, { refusal, take }]) => {
    const refused = refusal(facts);
    return refused
      ? { target, reads: false, ...refused, take: take(facts) }
      : { target, reads: true, says: null, cause: null, take: null };
  });
}
