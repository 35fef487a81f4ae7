import { homedir } from 'node:os';
import { basename, dirname, extname, relative, sep } from 'node:path';
import type { KeyFormat } from '../../../contract/keys';

/** What a file of each format is usually called. PuTTY shows only *.ppk in its dialogs. */
export const extensions: Record<KeyFormat, string> = {
  ppk: '.ppk',
  ppk2: '.ppk',
  openssh: '',
  pem: '.pem',
  pkcs8: '.pem',
  public: '.pub',
  rfc4716: '.pub',
};

/** A file as the page knows it: its name, and its folder as words for people. */
export function nameOf(path: string): { name: string; folder: string } {
  return { name: basename(path), folder: folderForPeople(dirname(path)) };
}

/** `~/.ssh` for a folder within the user's home; any other as it is. */
export function folderForPeople(folder: string): string {
  const inHome = relative(homedir(), folder);
  if (inHome === '') return '~';
  return inHome.startsWith('..') || inHome === folder ? folder : `~${sep}${inHome}`;
}

/** What a key's file is called in another format. */
export function nameInFormat(source: string, to: KeyFormat): string {
  return `${basename(source, extname(source))}${extensions[to]}`;
}

/** The same beside its own file: never what that is called. */
export function convertedName(source: string, to: KeyFormat): string {
  const name = nameInFormat(source, to);
  if (name !== basename(source)) return name;
  return `${basename(source, extname(source))}-converted${extensions[to]}`;
}

/** The name for its turn among files that would be called the same: `web.ppk`, `web-2.ppk`, `web-3.ppk`. */
export function numberedName(name: string, turn: number): string {
  if (turn === 1) return name;
  const extension = extname(name);
  return `${basename(name, extension)}-${turn}${extension}`;
}
