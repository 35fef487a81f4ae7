import { useEffect, useRef, useState } from 'react';
import { CodedError } from '../../common/coded-error';
import { latchkey } from '../ui/api';

export interface Job {
  /** The piece of work under way, for `JobProgress`; null while there is none. */
  jobId: string | null;
  /** Runs a call under an id made up for it. What the call throws goes through. */
  run: <T>(work: (jobId: string) => Promise<T>) => Promise<T>;
}

/**
 * One long piece of work at a time. It ends with the component that started it, since nobody waits for it any more,
 * except where it `outlives` that.
 */
export function useJob({ outlives = false } = {}): Job {
  const [jobId, setJobId] = useState<string | null>(null);
  const running = useRef<string | null>(null);
  useEffect(
    () => () => {
      if (running.current && !outlives) void latchkey.keys.cancel({ jobId: running.current });
    },
    [outlives],
  );
  const run: Job['run'] = async (work) => {
    const id = crypto.randomUUID();
    running.current = id;
    setJobId(id);
    try {
      return await work(id);
    } finally {
      running.current = null;
      setJobId(null);
    }
  };
  return { jobId, run };
}

/** True for the failure of a piece of work that the user ended: nothing to complain of. */
export function wasCancelled(error: unknown): boolean {
  return error instanceof CodedError && error.code === 'keys.cancelled';
}
