import { homedir } from 'node:os';
import { join } from 'node:path';
import { CodedError } from '../../../common/coded-error';
import type { GenerateType } from '../../../contract/keys';
import type { pageCalls } from '../../../contract/page';
import type { AppContext } from '../context';
import type { CallHandlers } from '../ipc';
import { askWhereToSave } from '../keys/dialogs';
import { freeName, generatedName } from '../keys/free-name';
import { addWrittenKey, readListedKey } from '../keys/list';
import { nameOf } from '../keys/names';
import { withPassphrase } from '../keys/passphrases';

type Names = 'keys.pairs' | 'keys.importPair' | 'keys.createPair';

/** What EC2 makes, in the words of our own generator. */
const createdKinds: Record<'rsa' | 'ed25519', GenerateType> = {
  rsa: { type: 'rsa', bits: 2048 },
  ed25519: { type: 'ed25519' },
};

/** What the page asks about EC2's key pairs. */
export function keyPairHandlers(context: AppContext): CallHandlers<Pick<typeof pageCalls, Names>> {
  const { inventory, stores } = context;
  return {
    'keys.pairs': async () => {
      const pairs = await inventory.call('keyPairs.list', null);
      const { keys } = stores.keys.get();
      if (!pairs?.length || keys.length === 0) return [];
      // The key formats load with the first question, not on the way to the first window.
      const { keyPairMatcher } = await import('../../keys/match');
      const matcher = keyPairMatcher(
        pairs.map((pair) => ({
          ...pair,
          PublicKey: pair.publicKey ?? undefined,
          KeyFingerprint: pair.fingerprint ?? undefined,
        })),
      );
      return keys.flatMap((key) =>
        matcher.match(key).map(({ pair: { keyPair, keyPairId, instances }, by }) => ({
          keyId: key.keyId,
          keyPair,
          keyPairId,
          by,
          instances,
        })),
      );
    },

    'keys.importPair': async ({ keyId, name, source, passphrase }) => {
      const key = await publicHalf(context, keyId, passphrase);
      return inventory.call('keyPairs.import', { source, name, ...key });
    },

    'keys.createPair': async ({ name, type, source }) => {
      // Before a dialog asks where to save what there will never be.
      if (source.kind === 'sample') throw new CodedError('inventory.sample-only');
      const folder = join(homedir(), '.ssh');
      const fileName = await freeName(folder, generatedName(name, createdKinds[type], 'pem'));
      const place = await askWhereToSave(context, {
        title: 'keys.create-pair.save-title',
        defaultPath: join(folder, fileName),
        format: 'pem',
      });
      if (!place) return { status: 'cancelled' };
      const { path: out, replace } = place;
      // Not before the dialog is answered: with its window it may close for good.
      return context.unfinished.run(async () => {
        await inventory
          .call('keyPairs.create', { source, name, type, out, replace })
          .catch((error: unknown) => failCreated(error, name));
        // The key is safe by now: whatever keeps it off the list is no reason to say that it was not saved.
        const listed = await addWrittenKey(context, out).catch(() => null);
        // The page there is now may be another than the one that asked.
        context.tell('keys.changed', {});
        return { status: 'saved' as const, ...nameOf(out), keyId: listed?.keyId ?? null };
      });
    },
  };
}

/** A process that died took EC2's answer with it. */
function failCreated(error: unknown, keyPair: string): never {
  const died = error instanceof CodedError && error.code === 'inventory.process-died';
  throw died ? new CodedError('inventory.key-pair-unsure', { keyPair }) : error;
}

/** A listed key's public half; opened only where the file hides it. Fails as `keys.inspect` does. */
async function publicHalf(context: AppContext, keyId: string, typed: string | undefined) {
  const shown = typed === undefined ? await readListedKey(context, keyId) : null;
  const { publicKey, algorithm, bits } = shown?.publicKey
    ? shown
    : await withPassphrase(context, keyId, typed, (passphrase) =>
        readListedKey(context, keyId, { passphrase }),
      );
  if (publicKey === null || algorithm === null) throw new CodedError('keys.passphrase-needed');
  return { publicKey, algorithm, bits };
}
