import {
  assertArgon2Cost,
  assertProtectionCost,
  assertTotalCost,
  isAffordable,
  isOpeningCostly,
  isProtectingCostly,
} from '../keys/derive-costs';
import type { Protection } from '../keys/key-file';
import { readKeyFile } from '../keys/read';
import type { Work, Works } from './works';

/**
 * Whether a piece of work has a key derivation to pay for: reading and writing plain keys takes a millisecond. Decided by what
 * the file says in the clear, so that a cost nobody would pay is refused before anything is started.
 * Fails with `keys.cost-too-high`, also where the keys of a file ask for too much together, and as `readKeyFile` does.
 */
export function isCostly(work: Work): boolean {
  const newPassphrase = work.kind === 'convert' ? work.options.newPassphrase : null;
  if (!work.options.passphrase && !newPassphrase) return false;
  const opened = protections(work);
  if (work.kind === 'convert') opened.forEach(assertProtectionCost);
  // Of several keys, one that costs too much is refused when its turn comes, and does not hide the others.
  const affordable = opened.filter(isAffordable);
  assertTotalCost(affordable);
  const opening = affordable.some(isOpeningCostly);
  return opening || (work.kind === 'convert' && isWritingCostly(work.options, opened.length > 0));
}

/** How those keys are protected that the work opens. */
function protections({ kind, bytes, options }: Work): Protection[] {
  const index = kind === 'convert' ? (options.index ?? 0) : null;
  return readKeyFile(bytes)
    .filter((_, at) => index === null || at === index)
    .flatMap((file) => (file.kind === 'private' && file.protection ? [file.protection] : []));
}

function isWritingCostly(options: Works['convert']['options'], inputProtected: boolean): boolean {
  const { to, passphrase, newPassphrase, ppk } = options;
  const inherited = inputProtected ? passphrase : undefined;
  if (!(newPassphrase === undefined ? inherited : newPassphrase)) return false;
  const { memory = 8192, passes = 1, parallelism = 1 } = ppk ?? {};
  if (to === 'ppk') assertArgon2Cost({ memory, passes, parallelism });
  return isProtectingCostly(to);
}
