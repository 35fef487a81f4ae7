import { Button } from '@mantine/core';
import type { SessionState } from '../../contract/sessions';
import { errorSentence } from '../../locales';
import { useWords } from '../ui/words';
import { failureTitle } from './failure-title';
import classes from './session-end.module.css';

interface Props {
  state: SessionState | null;
  title: string;
  onReconnect: () => void;
  onClose: () => void;
  onCheckAccess: (() => void) | null;
}

/** How a session ended: a line below the terminal for a normal end, a card for what went wrong. */
export function SessionEnd({ state, title, onReconnect, onClose, onCheckAccess }: Props) {
  const { t } = useWords();
  if (state?.state === 'ended') {
    const { exitCode, signal } = state;
    return (
      <div className={classes.ended} role="status">
        <span className="grow">
          {signal ? t('terminal.ended-signal', { signal }) : t('terminal.ended', { exitCode: exitCode ?? 0 })}
        </span>
        <Button variant="default" onClick={onReconnect}>
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
    <div className={classes.card} role="alertdialog" aria-labelledby={`${title}-failure`}>
      <header>
        <i aria-hidden>!</i>
        <div>
          <h2 id={`${title}-failure`}>{t(failureTitle(error.code), { title })}</h2>
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
        <Button onClick={onReconnect}>
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
