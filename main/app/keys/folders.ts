import { stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { app } from 'electron';
import type { KeyFolders } from '../../../contract/page';
import type { AppContext } from '../context';
import { folderForPeople } from './names';

interface Folder {
  folderId: string;
  path: string;
}

/** The folders the app may look in: the usual ones that exist here, then the user's own. */
export async function knownFolders({ stores }: AppContext): Promise<Folder[]> {
  return [...(await usualFolders()), ...stores.keyFolders.get().own];
}

/** The folders the app does look in. */
export async function searchedFolders(context: AppContext): Promise<string[]> {
  const { searched } = context.stores.keyFolders.get();
  const folders = await knownFolders(context);
  return folders.filter(({ folderId }) => searched.includes(folderId)).map(({ path }) => path);
}

/** The same for the page: it sees names for people, and ids. */
export async function foldersForPage(context: AppContext): Promise<KeyFolders> {
  const { asked, searched } = context.stores.keyFolders.get();
  const folders = await knownFolders(context);
  return {
    asked,
    folders: folders.map(({ folderId, path }) => ({
      folderId,
      folder: folderForPeople(path),
      searched: searched.includes(folderId),
    })),
  };
}

async function usualFolders(): Promise<Folder[]> {
  const usual = [
    { folderId: 'ssh', path: join(homedir(), '.ssh') },
    { folderId: 'downloads', path: systemFolder('downloads') },
    { folderId: 'documents', path: systemFolder('documents') },
  ];
  // A system that has no such folder may name the home folder in its place: nobody agreed to that.
  const named = usual.filter(({ path }) => path !== homedir());
  const there = await Promise.all(named.map(({ path }) => isFolder(path)));
  return named.filter((_, at) => there[at]);
}

function systemFolder(name: 'downloads' | 'documents'): string {
  try {
    return app.getPath(name);
  } catch {
    return homedir();
  }
}

async function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (entry) => entry.isDirectory(),
    () => false,
  );
}
