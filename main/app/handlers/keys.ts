import { randomUUID } from 'node:crypto';
import { lstat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { basename, dirname, extname, join, relative, sep } from 'node:path';
import { dialog, shell } from 'electron';
import { CodedError } from '../../../common/coded-error';
import type { KeyFormat, KeySummary } from '../../../contract/keys';
import type { AddedKey, KeyEntry, pageCalls } from '../../../contract/page';
import { errorData } from '../../helper/error-data';
import { type IndexedKey, putKey } from '../../vault/key-index';
import type { AppContext } from '../context';
import type { CallHandlers } from '../ipc';

type Names = 'keys.list' | 'keys.pick' | 'keys.inspect' | 'keys.save' | 'keys.reveal' | 'keys.remove';

/** What a file of each format is usually called. PuTTY shows only *.ppk in its dialogs. */
const extensions: Record<KeyFormat, string> = {
  ppk: '.ppk',
  ppk2: '.ppk',
  openssh: '',
  pem: '.pem',
  pkcs8: '.pem',
  public: '.pub',
  rfc4716: '.pub',
};

/** Formats without a private half: the list is of private keys. */
const publicFormats: KeyFormat[] = ['public', 'rfc4716'];

export function keyHandlers(context: AppContext): CallHandlers<Pick<typeof pageCalls, Names>> {
  const { stores, sessions, t } = context;
  return {
    'keys.list': () => stores.keys.get().map(keyEntryOf),
    'keys.pick': async () => {
      const options = {
        title: t()('keys.pick.title'),
        properties: ['openFile' as const, 'multiSelections' as const],
      };
      const window = context.window();
      const { filePaths } = await (window
        ? dialog.showOpenDialog(window, options)
        : dialog.showOpenDialog(options));
      return addKeys(context, filePaths);
    },
    'keys.inspect': ({ keyId, passphrase }) =>
      sessions.call('keys.inspect', { path: keyOf(context, keyId).path, passphrase }),
    'keys.save': async ({ keyId, to, passphrase, newPassphrase }) => {
      const { path } = keyOf(context, keyId);
      const out = await askWhereToSave(context, path, to);
      if (!out) return { status: 'cancelled' };
      // The dialog has asked before it names a file that exists. One that appears only now has not been asked about.
      const replace = await exists(out);
      await sessions.call('keys.convert', { path, to, out, replace, passphrase, newPassphrase });
      const listed = publicFormats.includes(to) ? null : await indexKey(context, out);
      return { status: 'saved', ...nameOf(out), keyId: listed?.keyId ?? null };
    },
    'keys.reveal': ({ keyId }) => {
      shell.showItemInFolder(keyOf(context, keyId).path);
      return null;
    },
    'keys.remove': async ({ keyId }) => {
      await stores.keys.set(stores.keys.get().filter((key) => key.keyId !== keyId));
      return null;
    },
  };
}

/** Takes files from a dialog or a drop into the list. Each that is no private key is refused with its own reason. */
export async function addKeys(context: AppContext, paths: string[]): Promise<AddedKey[]> {
  const added: AddedKey[] = [];
  for (const path of paths) {
    try {
      added.push({ status: 'added', entry: keyEntryOf(await indexKey(context, path)) });
    } catch (error) {
      added.push({ status: 'refused', name: basename(path), error: errorData(error) });
    }
  }
  return added;
}

/** Looks a granted key up. Error: `keys.not-listed` where the page names an id that is none. */
export function keyOf({ stores }: AppContext, keyId: string): IndexedKey {
  const key = stores.keys.get().find((entry) => entry.keyId === keyId);
  if (!key) throw new CodedError('keys.not-listed');
  return key;
}

async function indexKey({ stores, sessions }: AppContext, path: string): Promise<IndexedKey> {
  const summary = await sessions.call('keys.inspect', { path });
  await stores.keys.set(putKey(stores.keys.get(), indexed(path, summary)));
  return stores.keys.get().find((key) => key.path === path)!;
}

function indexed(path: string, summary: KeySummary): IndexedKey {
  const { sha256, ec2Created, ec2Imported } = summary.fingerprints;
  return {
    keyId: randomUUID(),
    path,
    algorithm: summary.algorithm,
    bits: summary.bits,
    sha256,
    encrypted: summary.encrypted,
    ec2Fingerprints: [ec2Created, ec2Imported].filter((print) => print !== null),
  };
}

function keyEntryOf({ path, ...rest }: IndexedKey): KeyEntry {
  return { ...rest, ...nameOf(path) };
}

function nameOf(path: string): { name: string; folder: string } {
  return { name: basename(path), folder: folderForPeople(dirname(path)) };
}

function folderForPeople(folder: string): string {
  const inHome = relative(homedir(), folder);
  if (inHome === '') return '~';
  return inHome.startsWith('..') || inHome === folder ? folder : `~${sep}${inHome}`;
}

async function askWhereToSave(context: AppContext, source: string, to: KeyFormat): Promise<string | null> {
  const t = context.t();
  const extension = extensions[to];
  const bare = basename(source, extname(source));
  const name =
    `${bare}${extension}` === basename(source) ? `${bare}-converted${extension}` : `${bare}${extension}`;
  const options = {
    title: t('keys.save.title'),
    defaultPath: join(dirname(source), name),
    properties: ['showOverwriteConfirmation' as const, 'createDirectory' as const],
    filters: [
      ...(extension ? [{ name: extension.slice(1).toUpperCase(), extensions: [extension.slice(1)] }] : []),
      { name: t('keys.save.all-files'), extensions: ['*'] },
    ],
  };
  const window = context.window();
  const { filePath } = await (window
    ? dialog.showSaveDialog(window, options)
    : dialog.showSaveDialog(options));
  return filePath || null;
}

async function exists(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    () => false,
  );
}
