import type { KeyProgress, keyCalls } from '../../contract/keys';
import { takeOthersRights } from '../disk/others-rights';
import type { Handlers } from '../helper/serve';
import { withoutFolders } from '../helper/without-folders';
import type { WorkControl } from '../key-worker/run';
import { convertKeyFile, generateKeyFile, inspectPrivateKeyFile } from './key-files';
import { type JobControl, KeyJobs } from './key-jobs';
import { changePassphrase } from './rewrite-key';
import { findInFolder, scanKeys } from './scan-keys';

/** Answers main's calls about key files. `emit` sends the progress of those that have an id. */
export function keyHandlers(emit: (progress: KeyProgress) => void): Handlers<typeof keyCalls> {
  const jobs = new KeyJobs(emit);
  /** Work on one key, whose progress is a fraction. */
  const onOneKey = <T>(jobId: string | undefined, work: (control: WorkControl) => Promise<T>): Promise<T> =>
    withoutFolders(jobs.run(jobId, (control) => work(fractions(control))));
  return {
    'keys.inspect': ({ path, passphrase, jobId }) =>
      onOneKey(jobId, (control) => inspectPrivateKeyFile(path, passphrase, control)),
    'keys.convert': ({ jobId, ...input }) => onOneKey(jobId, (control) => convertKeyFile(input, control)),
    'keys.generate': ({ jobId, ...input }) => onOneKey(jobId, (control) => generateKeyFile(input, control)),
    'keys.changePassphrase': async ({ jobId, ...input }) => {
      await onOneKey(jobId, (control) => changePassphrase(input, control));
      return null;
    },
    'keys.cancel': ({ jobId }) => {
      jobs.cancel(jobId);
      return null;
    },
    'keys.endAll': async () => {
      await jobs.endAll();
      return null;
    },
    'keys.restrict': async ({ path }) => {
      await withoutFolders(takeOthersRights(path));
      return null;
    },
    'keys.scan': ({ jobId, ...input }) =>
      jobs.run(jobId, ({ signal, report }) => {
        const onProgress = (progress: Pick<KeyProgress, 'done' | 'total'>): void =>
          report({ fraction: null, ...progress });
        return scanKeys(input, { signal, onProgress });
      }),
    'keys.findInFolder': ({ folder, jobId }) =>
      withoutFolders(jobs.run(jobId, ({ signal }) => findInFolder(folder, { signal }))),
  };
}

function fractions({ signal, report }: JobControl): WorkControl {
  return { signal, onProgress: (fraction) => report({ fraction }) };
}
