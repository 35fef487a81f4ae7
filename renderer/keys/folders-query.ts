import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import type { KeySearchResult } from '../../contract/page';
import { latchkey, unwrap } from '../ui/api';
import { keysQuery } from '../ui/queries';
import { useJob, wasCancelled } from './use-job';

/** The folders the app may look for key files in, and whether that was ever answered. */
export const foldersQuery = queryOptions({
  queryKey: ['key-folders'],
  queryFn: () => unwrap(latchkey.keys.folders()),
});

export interface FolderSearch {
  start: () => void;
  jobId: string | null;
  result: KeySearchResult | null;
  /** True where the user ended it. */
  stopped: boolean;
  error: Error | null;
}

/** Looks for key files in the chosen folders. It goes on when its dialog is closed: the list shows what it finds. */
export function useFolderSearch(): FolderSearch {
  const client = useQueryClient();
  const { jobId, run } = useJob({ outlives: true });
  const { mutate, data, error } = useMutation({
    meta: { shown: true },
    mutationFn: () => run((id) => unwrap(latchkey.keys.search({ jobId: id }))),
    onSettled: () => client.invalidateQueries(keysQuery),
  });
  const stopped = wasCancelled(error);
  return { start: () => mutate(), jobId, result: data ?? null, stopped, error: stopped ? null : error };
}
