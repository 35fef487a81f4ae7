import { useMutation } from '@tanstack/react-query';
import { latchkey, unwrap } from '../ui/api';
import { LinkButton } from '../ui/link-button';
import { useWords } from '../ui/words';

/** Others may read the file, which ssh refuses: says so, and mends it. */
export function FileRights({ keyId, onRestricted }: { keyId: string; onRestricted: () => void }) {
  const { t } = useWords();
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
    </span>
  );
}
