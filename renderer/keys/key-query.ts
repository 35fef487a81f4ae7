import { queryOptions, useQuery } from '@tanstack/react-query';
import { latchkey, unwrap } from '../ui/api';
import { type Job, useJob } from './use-job';

/** What a key file holds. `run` gives the call its id: a kept passphrase may be costly to try. */
const keyQuery = (keyId: string, run: Job['run']) =>
  queryOptions({
    queryKey: ['key', keyId],
    queryFn: () => run((jobId) => unwrap(latchkey.keys.inspect({ keyId, jobId }))),
    // The file may have changed since it was last looked at.
    staleTime: 0,
  });

/** A key file as it is now, and the work of reading it while that is under way. */
export function useKey(keyId: string) {
  const { jobId, run } = useJob();
  const { data, error, refetch } = useQuery(keyQuery(keyId, run));
  return { data, error, refetch, jobId };
}
