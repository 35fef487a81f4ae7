import { dirname } from 'node:path';
import { dialog, type OpenDialogOptions } from 'electron';
import type { KeyFormat } from '../../../contract/keys';
import type { MessageKey } from '../../../locales';
import type { AppContext } from '../context';
import { exists } from './free-name';
import { extensions } from './names';

/** A place the user has chosen in the save dialog. */
export interface ChosenPlace {
  path: string;
  /** True where a file is there, which the dialog has asked about. One that appears only later has not been asked about. */
  replace: boolean;
}

/** Asks for any number of files. Empty: cancelled. */
export async function askForFiles(context: AppContext, title: MessageKey): Promise<string[]> {
  return open(context, { title: context.t()(title), properties: ['openFile', 'multiSelections'] });
}

/** Asks for a folder. Null: cancelled. */
export async function askForFolder(
  context: AppContext,
  title: MessageKey,
  defaultPath?: string,
): Promise<string | null> {
  const options: OpenDialogOptions = {
    title: context.t()(title),
    properties: ['openDirectory', 'createDirectory'],
    ...(defaultPath ? { defaultPath } : {}),
  };
  const [folder] = await open(context, options);
  return folder ?? null;
}

/** Asks where a key file of a format goes; `defaultPath` is what the dialog proposes. Null: cancelled. */
export async function askWhereToSave(
  context: AppContext,
  { title, defaultPath, format }: { title: MessageKey; defaultPath: string; format: KeyFormat },
): Promise<ChosenPlace | null> {
  const t = context.t();
  const extension = extensions[format].slice(1);
  const options = {
    title: t(title),
    defaultPath,
    properties: [
      'showOverwriteConfirmation' as const,
      'createDirectory' as const,
      'showHiddenFiles' as const,
    ],
    filters: [
      ...(extension ? [{ name: extension.toUpperCase(), extensions: [extension] }] : []),
      { name: t('keys.save.all-files'), extensions: ['*'] },
    ],
  };
  const window = context.window();
  const { filePath } = await (window
    ? dialog.showSaveDialog(window, options)
    : dialog.showSaveDialog(options));
  return filePath ? { path: filePath, replace: await exists(filePath) } : null;
}

/** The folder to propose beside a file; undefined where there is none. */
export function folderOf(path: string | undefined): string | undefined {
  return path === undefined ? undefined : dirname(path);
}

async function open(context: AppContext, options: OpenDialogOptions): Promise<string[]> {
  const window = context.window();
  const { filePaths } = await (window
    ? dialog.showOpenDialog(window, options)
    : dialog.showOpenDialog(options));
  return filePaths;
}
