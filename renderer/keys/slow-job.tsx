import { useEffect, useState } from 'react';
import { latchkey } from '../ui/api';
import { JobProgress } from './job-progress';

/** Work that is over by then needs no bar: it would only flash. Milliseconds. */
const patience = 300;

/**
 * The progress of a piece of work that may be over at once: shown only when it is not. The time counts from the first
 * news of the work, since before it the system's dialog may be open.
 */
export function SlowJob({ jobId, label }: { jobId: string; label: string }) {
  const [late, setLate] = useState(false);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const stop = latchkey.on('keys.progress', (news) => {
      if (news.jobId === jobId) timer ??= setTimeout(() => setLate(true), patience);
    });
    return () => {
      stop();
      clearTimeout(timer);
    };
  }, [jobId]);
  return (
    // There from the beginning: what is told of the progress meanwhile is not lost.
    <div hidden={!late}>
      <JobProgress jobId={jobId} label={label} />
    </div>
  );
}
