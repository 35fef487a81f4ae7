import { assertNever } from '../../common/assert-never';
import type { HostKey } from '../../contract/sessions';
import { hostKeyFingerprints } from '../trust/fingerprints';
import { judgeHostKey } from '../trust/judge-host-key';
import { SessionError, type Target } from './errors';
import type { Ask } from './prompts';

/** Decides on the host key of one connection. Keys are given as their SSH wire blobs. */
export class HostKeyCheck {
  readonly #target: Target;
  readonly #known: readonly HostKey[];
  readonly #ask: Ask;
  #accepted: HostKey | null = null;

  constructor(target: Target, known: readonly HostKey[], ask: Ask) {
    this.#target = target;
    this.#known = known;
    this.#ask = ask;
  }

  /** True for the key that this connection has accepted already: long connections exchange keys again and show it again. */
  isAccepted(blob: Buffer): boolean {
    return this.#accepted?.key === blob.toString('base64');
  }

  /**
   * Resolves where the key may be trusted; asks about one of a host of which nothing is known.
   * Rejects with `sessions.host-key-changed`, `host-key-revoked` or `host-key-declined`.
   */
  async accept(blob: Buffer): Promise<void> {
    const target = { ...this.#target };
    const offered: HostKey = { algorithm: algorithmOf(blob), key: blob.toString('base64') };
    const fingerprints = hostKeyFingerprints(blob);
    const params = { ...target, offeredAlgorithm: offered.algorithm, offeredSha256: fingerprints.sha256 };
    const judged = judgeHostKey(this.#accepted ? [this.#accepted] : this.#known, offered);
    switch (judged.verdict) {
      case 'known':
        break;
      case 'revoked':
        throw new SessionError('sessions.host-key-revoked', params);
      case 'changed': {
        const { sha256 } = hostKeyFingerprints(Buffer.from(judged.known.key, 'base64'));
        const knownParams = { knownAlgorithm: judged.known.algorithm, knownSha256: sha256 };
        throw new SessionError('sessions.host-key-changed', { ...params, ...knownParams });
      }
      case 'new': {
        const answer = await this.#ask({ kind: 'host-key', ...target, ...offered, ...fingerprints });
        if (answer === 'cancelled' || !answer.trust) {
          throw new SessionError('sessions.host-key-declined', target);
        }
        break;
      }
      default:
        assertNever(judged);
    }
    this.#accepted = offered;
  }
}

/** The name at the front of a key blob (RFC 4253, section 6.6). ssh2 has checked that it is there. */
function algorithmOf(blob: Buffer): string {
  return blob.toString('latin1', 4, 4 + blob.readUInt32BE(0));
}
