import { Button } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { KeyProgress } from '../../contract/keys';
import type { Translate } from '../../locales';
import { latchkey } from '../ui/api';
import { tellFailure } from '../ui/tell-failure';
import { useWords } from '../ui/words';
import classes from './job-progress.module.css';

interface Props {
  /** From `useJob`. */
  jobId: string;
  /** What is being done, in words: shown where the progress names no file. */
  label: string;
}

/** A long piece of work: what is being done, how far it is as far as that can be told, and Cancel. */
export function JobProgress({ jobId, label }: Props) {
  const { t } = useWords();
  const [progress, setProgress] = useState<KeyProgress | null>(null);
  const [cancelled, setCancelled] = useState(false);
  useEffect(
    () =>
      latchkey.on('keys.progress', (news) => {
        if (news.jobId === jobId) setProgress(news);
      }),
    [jobId],
  );
  const cancel = (): void => {
    setCancelled(true);
    void latchkey.keys.cancel({ jobId }).then(tellFailure);
  };

  const fraction = progress && fractionOf(progress);
  const percent = fraction === null ? null : Math.round(fraction * 100);
  const words = cancelled ? t('keys.job.cancelling') : (progress && placeOf(t, progress)) || label;
  return (
    <div className={classes.job}>
      <span className={classes.words}>
        <span className="ellipsis" title={words}>
          {words}
        </span>
        {percent !== null && <span className="muted">{t('keys.job.percent', { percent })}</span>}
      </span>
      <div
        className={classes.bar}
        role="progressbar"
        aria-label={label}
        aria-valuetext={words}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={percent ?? undefined}
        data-unknown={percent === null || undefined}
      >
        <span style={percent === null ? undefined : { width: `${percent}%` }} />
      </div>
      <Button variant="default" disabled={cancelled} onClick={cancel}>
        {t('prompt.cancel')}
      </Button>
    </div>
  );
}

/** Of many files: the whole work, the file in work counted by its own fraction. */
function fractionOf({ fraction, done, total }: KeyProgress): number | null {
  if (done === undefined || !total) return fraction;
  return Math.min(1, (done + (fraction ?? 0)) / total);
}

function placeOf(t: Translate, { done, total, name }: KeyProgress): string | null {
  if (done === undefined || !total) return null;
  // While the last one is in work, `done` is one less than `total`.
  return t('keys.job.place', { place: Math.min(done + 1, total), total, name: name ?? '' });
}
