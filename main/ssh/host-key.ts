import type { HostKey } from '../../contract/sessions';
import { hostKeyFingerprints } from '../trust/fingerprints';
import { judgeHostKey } from '../trust/judge-host-key';
import { SessionError, type Target } from './errors';
import type { Ask } from './prompts';

/**
 * Makes the function that decides on the host key of one connection, given as its SSH wire blob. It resolves where the key may
 * be trusted and rejects with `sessions.host-key-changed`, `host-key-revoked` or `host-key-declined` where not.
 * A long connection exchanges keys again: the key accepted at first passes without a question, any other is a change.
 */
export function hostKeyCheck(
  target: Target,
  known: readonly HostKey[],
  ask: Ask,
): (blob: Buffer) => Promise<void> {
  let accepted: HostKey | null = null;
  return async (blob) => {
    const offered: HostKey = { algorithm: algorithmOf(blob), key: blob.toString('base64') };
    const judged = judgeHostKey(accepted ? [accepted] : known, offered);
    switch (judged.verdict) {
      case 'known':
        break;
      case 'revoked':
        throw new SessionError('sessions.host-key-revoked', {
          ...target,
          offeredSha256: hostKeyFingerprints(blob).sha256,
          offeredAlgorithm: offered.algorithm,
        });
      case 'changed':
        throw new SessionError('sessions.host-key-changed', {
          ...target,
          knownSha256: hostKeyFingerprints(Buffer.from(judged.known.key, 'base64')).sha256,
          knownAlgorithm: judged.known.algorithm,
          offeredSha256: hostKeyFingerprints(blob).sha256,
          offeredAlgorithm: offered.algorithm,
        });
      case 'new': {
        const answer = await ask({ kind: 'host-key', ...target, ...offered, ...hostKeyFingerprints(blob) });
        if (answer === 'cancelled' || !answer.trust)
          throw new SessionError('sessions.host-key-declined', { ...target });
      }
    }
    accepted = offered;
  };
}

/** The name at the front of a key blob (RFC 4253, section 6.6). ssh2 has checked that it is there. */
function algorithmOf(blob: Buffer): string {
  return blob.toString('latin1', 4, 4 + blob.readUInt32BE(0));
}
