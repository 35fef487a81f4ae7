import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconCopy } from '@tabler/icons-react';
import { fixWords } from '../../common/access-words';
import type { Verdict } from '../../contract/access';
import { latchkey } from '../ui/api';
import { useWords } from '../ui/words';
import classes from './access-page.module.css';

/** The smallest change for each stage that blocks: in words, and as the AWS CLI command to copy. */
export function FixCard({ verdict }: { verdict: Verdict }) {
  const { t } = useWords();
  const fixes = verdict.steps.flatMap(({ step, fix, verdict: found }) =>
    fix && found === 'block' ? [{ step, fix }] : [],
  );
  const blocked = verdict.steps.some(({ verdict: found }) => found === 'block');
  const copy = async (text: string): Promise<void> => {
    await latchkey.app.copy({ text });
    notifications.show({ message: t('access.command.copied') });
  };
  return (
    <section className={`card ${classes.box}`}>
      <h2>{t(fixes.length > 1 ? 'access.fixes' : 'access.fix')}</h2>
      {fixes.length === 0 && (
        <p className="muted">
          {t(
            blocked ? 'access.fix.by-hand' : verdict.from === null ? 'access.fix.say-who' : 'access.fix.none',
          )}
        </p>
      )}
      {fixes.map(({ step, fix }) => {
        const { key, params } = fixWords(fix, verdict);
        return (
          <div key={step} className={classes.fix}>
            <p>{t(key, params)}</p>
            <pre className="mono">{fix.command}</pre>
            <div className="bar">
              <Button leftSection={<IconCopy size={14} />} onClick={() => void copy(fix.command)}>
                {t('access.copy-command')}
              </Button>
            </div>
          </div>
        );
      })}
    </section>
  );
}
