import { Button } from '@mantine/core';
import { useEffect, useId, useRef } from 'react';
import type { SessionState } from '../../contract/sessions';
import { errorSentence } from '../../locales';
import { useWords } from '../ui/words';
import { failureTitle } from './failure-title';
import classes from './session-end.module.css';

interface Props {
  state: SessionState | null;
  title: string;
  /** In front: then it takes the focus. */
  active: boolean;
  onReconnect: () => void;
  onClose: () => void;
  onCheckAccess: (() => void) | null;
}

/** How a session ended: a line below the terminal for a normal end, a card for what went wrong. */
export function SessionEnd({ state, title, active, onReconnect, onClose, onCheckAccess }: Props) {
  const { t } = useWords();
  const id = useId();
  const again = useRef<HTMLButtonElement>(null);
  const over = state !== null && ['ended', 'failed', 'lost'].includes(state.state);
  useEffect(() => {
    // The terminal takes every key: without the focus here, what can be done next is out of the keyboard's reach.
    if (over && active) again.current?.focus();
  }, [over, active]);
  if (state?.state === 'ended') {
    const { exitCode, signal } = state;
    return (
      <div className={classes.ended} role="status">
        <span className="grow">
          {signal ? t('terminal.ended-signal', { signal }) : t('terminal.ended', { exitCode: exitCode ?? 0 })}
        </span>
        <Button ref={again} variant="default" onClick={onReconnect}>
          {t('terminal.reconnect')}
        </Button>
        <Button variant="subtle" color="gray" onClick={onClose}>
          {t('terminal.close')}
        </Button>
      </div>
    );
  }
  if (state?.state !== 'failed' && state?.state !== 'lost') return null;
  const { error } = state;
  return (
    <div className={classes.card} role="alertdialog" aria-labelledby={id}>
      <header>
        <i aria-hidden>!</i>
        <div>
          <h2 id={id}>{t(failureTitle(error.code), { title })}</h2>
          <p>{errorSentence(t, error)}</p>
          {error.code === 'sessions.host-key-changed' && (
            <dl className={classes.prints}>
              <dt>{t('host-key.remembered')}</dt>
              <dd className="mono">{String(error.params.knownSha256)}</dd>
              <dt>{t('host-key.offered')}</dt>
              <dd className="mono">{String(error.params.offeredSha256)}</dd>
            </dl>
          )}
        </div>
      </header>
      <footer>
        <Button ref={again} onClick={onReconnect}>
          {t(state.state === 'lost' ? 'terminal.reconnect' : 'terminal.try-again')}
        </Button>
        {onCheckAccess && (
          <Button variant="default" onClick={onCheckAccess}>
            {t('terminal.check-access')}
          </Button>
        )}
        <span className="grow" />
        <Button variant="subtle" color="gray" onClick={onClose}>
          {t('terminal.close')}
        </Button>
      </footer>
    </div>
  );
}
