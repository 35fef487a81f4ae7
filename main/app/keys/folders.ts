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
    { folderId: 'downloads', path: systemFolder('downloads', 'Downloads') },
    { folderId: 'documents', path: systemFolder('documents', 'Documents') },
  ];
  const there = await Promise.all(usual.map(({ path }) => isFolder(path)));
  return usual.filter((_, at) => there[at]);
}

/** As the system names it; a Linux that names none gives the whole home folder in its place, which nobody agreed to. */
function systemFolder(name: 'downloads' | 'documents', usual: string): string {
  const path = app.getPath(name);
  return path === homedir() ? join(homedir(), usual) : path;
}

async function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (entry) => entry.isDirectory(),
    () => false,
  );
}
