import { basename, join } from 'node:path';
import { app, nativeImage } from 'electron';
import { CodedError } from '../../../../common/coded-error';
import type { pageCalls } from '../../../../contract/page';
import { fileState } from '../../../disk/file-state';
import type { AppContext } from '../../context';
import type { CallHandlers } from '../../ipc';
import { keyOf } from '../../keys/list';

/** Pixels; about what file managers draw under the pointer. */
const dragIconSize = 48;

/** Hands key files to the system's drag and drop, by way of the window that the drag began in. */
export function dragHandlers(context: AppContext): CallHandlers<Pick<typeof pageCalls, 'keys.drag'>> {
  return {
    'keys.drag': async ({ keyIds }) => {
      const files = [...new Set(keyIds)].map((keyId) => keyOf(context, keyId).path);
      await Promise.all(files.map(assertFile));
      const [file = ''] = files;
      const icon = nativeImage.createFromPath(join(app.getAppPath(), 'assets', 'icon.png'));
      context.window()?.webContents.startDrag({ file, files, icon: icon.resize({ width: dragIconSize }) });
      return null;
    },
  };
}

/** A file that has gone since it was listed would be dropped as a name without a file. */
async function assertFile(path: string): Promise<void> {
  const file = await fileState(path).catch(() => null);
  if (file?.kind !== 'file') throw new CodedError('files.not-found', { path: basename(path) });
}
