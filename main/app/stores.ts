import { mkdir } from 'node:fs/promises';
import { z } from 'zod';
import { hostProfile } from '../../contract/hosts';
import { instanceChoice } from '../../contract/page';
import { hostKey } from '../../contract/sessions';
import { type Settings, settings } from '../../contract/settings';
import { emptyKeyIndex, keyIndex, keyIndexOfVersion1 } from '../vault/key-index';
import { sealedPassphrases } from '../vault/passphrases';
import { chosenFolders, noFolders } from './keys/chosen-folders';
import { openStore, type Store } from './store';
import { windowBounds } from './window';

/** Host keys by what they were seen on: `[address]:port`, or account/region/instance for EC2. */
const hostKeys = z.record(z.string(), z.array(hostKey));

const firstSettings: Settings = { language: 'system', theme: 'system', source: null, yourAddress: null };

/** Opens every store in the user-data folder. */
export async function openStores(folder: string) {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const [settingsStore, keys, keyFolders, passphrases, profiles, choices, knownHosts, bounds] =
    await Promise.all([
      openStore(folder, 'settings', 1, settings, firstSettings),
      openStore(folder, 'keys', 2, keyIndex, emptyKeyIndex, { 1: keyIndexOfVersion1 }),
      openStore(folder, 'key-folders', 1, chosenFolders, noFolders),
      openStore(folder, 'passphrases', 1, sealedPassphrases, {}),
      openStore(folder, 'hosts', 1, z.array(hostProfile), []),
      openStore(folder, 'instances', 1, z.record(z.string(), instanceChoice), {}),
      openStore(folder, 'known-hosts', 1, hostKeys, {}),
      openStore(folder, 'window', 1, windowBounds.nullable(), null),
    ]);
  return { settings: settingsStore, keys, keyFolders, passphrases, profiles, choices, knownHosts, bounds };
}

export type Stores = Awaited<ReturnType<typeof openStores>>;

/** Resolves when everything that was set is on disk. */
export async function allWritten(stores: Stores): Promise<void> {
  await Promise.all(Object.values(stores as Record<string, Store<unknown>>).map((store) => store.written()));
}

/** Files that could not be read and were put aside. */
export function filesPutAside(stores: Stores): string[] {
  return Object.values(stores as Record<string, Store<unknown>>).flatMap(({ putAside }) => putAside ?? []);
}
