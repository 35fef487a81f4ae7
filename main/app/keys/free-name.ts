import { lstat } from 'node:fs/promises';
import { join } from 'node:path';
import type { GenerateType, KeyFormat } from '../../../contract/keys';
import { extensions, numberedName } from './names';

/** The first of `name`, `name-2`, `name-3` … that is not taken in a folder. */
export async function freeName(folder: string, name: string): Promise<string> {
  for (let turn = 1; ; turn += 1) {
    const candidate = numberedName(name, turn);
    if (!(await exists(join(folder, candidate)))) return candidate;
  }
}

/**
 * What a new key's file is proposed to be called: as the user named it, or as ssh-keygen would. A name from the page says
 * nothing of folders.
 */
export function generatedName(name: string | undefined, kind: GenerateType, to: KeyFormat): string {
  const bare = [...(name ?? '')]
    .map((character) => (character < ' ' || '/\\:*?"<>|\x7f'.includes(character) ? '-' : character))
    .join('')
    .replace(/^[.\s]+|[.\s]+$/g, '');
  const extension = extensions[to];
  const chosen = bare || `id_${kind.type}`;
  return chosen.toLowerCase().endsWith(extension) ? chosen : `${chosen}${extension}`;
}

/** True where something is at a path, a broken link included. */
export async function exists(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    () => false,
  );
}
