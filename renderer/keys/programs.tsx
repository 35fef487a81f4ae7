import { Button } from '@mantine/core';
import { IconBan, IconCheck } from '@tabler/icons-react';
import { useId } from 'react';
import type { KeyAdvice } from '../../contract/keys';
import { useWords } from '../ui/words';
import { causeSentence } from './cause-sentence';
import classes from './programs.module.css';

interface Props {
  advice: KeyAdvice[];
  /** The format that this program takes is to be chosen. */
  onTake: (advice: KeyAdvice) => void;
}

/** Which programs read the file as it is, which refuse it and in what words, and what they take instead. */
export function Programs({ advice, onTake }: Props) {
  const { t } = useWords();
  const heading = useId();
  const readers = advice.filter(({ reads }) => reads);
  const refusers = advice.filter(({ reads }) => !reads);
  if (advice.length === 0) return null;
  return (
    <section className={classes.programs} aria-labelledby={heading}>
      <h2 id={heading}>{t('keys.programs')}</h2>
      {readers.length > 0 && (
        <div className={classes.readers}>
          <span className="muted">{t('keys.programs.read')}</span>
          <ul>
            {readers.map(({ target }) => (
              <li key={target}>
                <IconCheck size={13} stroke={2.4} aria-hidden />
                {t(`keys.target.${target}`)}
              </li>
            ))}
          </ul>
        </div>
      )}
      {refusers.length > 0 && (
        <>
          <span className="muted">{t('keys.programs.refuse')}</span>
          <ul className={classes.refusers}>
            {refusers.map((refused) => (
              <Refuser key={refused.target} advice={refused} onTake={onTake} />
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

function Refuser({ advice, onTake }: { advice: KeyAdvice; onTake: (advice: KeyAdvice) => void }) {
  const { t } = useWords();
  const { target, says, cause, take } = advice;
  const program = t(`keys.target.${target}`);
  return (
    <li>
      <IconBan size={14} stroke={2.2} aria-hidden />
      <div>
        <b>{program}</b>
        {says && <q className="mono">{says}</q>}
        <span className="muted">{causeSentence(t, cause)}</span>
      </div>
      {take && (
        <Button
          variant="default"
          aria-label={t('keys.programs.take-for', { program, format: t(`keys.to.${take}`) })}
          onClick={() => onTake(advice)}
        >
          {t('keys.programs.take', { format: t(`keys.to.${take}`) })}
        </Button>
      )}
    </li>
  );
}
