import { useMutation, useQuery } from '@tanstack/react-query';
import { latchkey, unwrap } from '../ui/api';
import { LinkButton } from '../ui/link-button';
import { infoQuery } from '../ui/queries';
import { useWords } from '../ui/words';
import classes from './key-details.module.css';

/** The owner alone may read FILE: for who does it by hand, or on another computer. */
const commands = { windows: 'icacls FILE /inheritance:r /grant:r "%USERNAME%:R"', others: 'chmod 400 FILE' };

/** Others may read the file, which ssh refuses: says so, mends it, and names the command that would. */
export function FileRights({ keyId, onRestricted }: { keyId: string; onRestricted: () => void }) {
  const { t } = useWords();
  const { data: info } = useQuery(infoQuery);
  const command = info?.platform === 'win32' ? commands.windows : commands.others;
  const restrict = useMutation({
    mutationFn: () => unwrap(latchkey.keys.restrict({ keyId })),
    onSuccess: onRestricted,
  });
  return (
    <span title={t('keys.warning.readable-by-others')}>
      {t('keys.readable')} ·{' '}
      <LinkButton disabled={restrict.isPending} onClick={() => restrict.mutate()}>
        {t('keys.readable.restrict')}
      </LinkButton>
      <small className={classes.note}>{t('keys.readable.by-hand', { command })}</small>
    </span>
  );
}
