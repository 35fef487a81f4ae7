import type { pageCalls } from '../../../../contract/page';
import type { AppContext } from '../../context';
import type { CallHandlers } from '../../ipc';
import type { Job } from '../../jobs';
import { convertFile, type ManyOptions } from '../../keys/convert-file';
import { askForFiles, askForFolder, folderOf } from '../../keys/dialogs';
import { keyOf } from '../../keys/list';
import { folderForPeople, nameOf } from '../../keys/names';

type Input = Parameters<CallHandlers<typeof pageCalls>['keys.convertMany']>[0];

/** Which files to convert: known now, or found in a folder when the work begins. */
type Sources = { paths: string[] } | { folder: string };

export function convertManyHandlers(
  context: AppContext,
): CallHandlers<Pick<typeof pageCalls, 'keys.convertMany'>> {
  return {
    'keys.convertMany': ({ from, jobId, ...options }) =>
      context.jobs.run(jobId, async (job) => {
        const sources = await chooseSources(context, from);
        if (!sources) return { status: 'cancelled' as const };
        const beside = 'folder' in sources ? sources.folder : folderOf(sources.paths[0]);
        const folder = await askForFolder(context, 'keys.many.target-title', beside);
        if (!folder) return { status: 'cancelled' as const };
        return convertAll(context, sources, { ...options, folder, jobId }, job);
      }),
  };
}

async function chooseSources(context: AppContext, from: Input['from']): Promise<Sources | null> {
  switch (from.kind) {
    case 'keys':
      return { paths: [...new Set(from.keyIds)].map((keyId) => keyOf(context, keyId).path) };
    case 'files': {
      const paths = await askForFiles(context, 'keys.many.files-title');
      return paths.length > 0 ? { paths } : null;
    }
    case 'folder': {
      const folder = await askForFolder(context, 'keys.many.folder-title');
      return folder ? { folder } : null;
    }
  }
}

/** One file after the other; Cancel ends the one in work and keeps what is done. */
async function convertAll(
  context: AppContext,
  sources: Sources,
  options: ManyOptions,
  { signal, progress }: Job,
) {
  const { folder, jobId } = options;
  const paths = 'paths' in sources ? sources.paths : await findKeys(context, sources.folder, signal, jobId);
  const files = [];
  for (const [done, path] of paths.entries()) {
    if (signal.aborted) break;
    progress({ done, total: paths.length, name: nameOf(path).name });
    files.push(...(await convertFile(context, path, options, signal)));
  }
  return {
    status: 'done' as const,
    folder: folderForPeople(folder),
    files,
    stopped: signal.aborted,
  };
}

/** The keys of a folder; none where that was cancelled. */
async function findKeys(
  { sessions }: AppContext,
  folder: string,
  signal: AbortSignal,
  jobId: string | undefined,
): Promise<string[]> {
  if (signal.aborted) return [];
  return sessions.call('keys.findInFolder', { folder, jobId }).catch((error: unknown) => {
    if (signal.aborted) return [];
    throw error;
  });
}
