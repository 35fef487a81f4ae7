import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { latchkey, unwrap } from '../ui/api';
import { LinkButton } from '../ui/link-button';
import { keysQuery, passphraseKeepingQuery } from '../ui/queries';
import { useWords } from '../ui/words';

/** Where the app keeps the passphrase of a key, and the way to have it forgotten. */
export function KeptPassphrase({ keyId, onForgotten }: { keyId: string; onForgotten: () => void }) {
  const { t } = useWords();
  const client = useQueryClient();
  const { data: keeping } = useQuery(passphraseKeepingQuery);
  const forget = useMutation({
    mutationFn: () => unwrap(latchkey.keys.forgetPassphrase({ keyId })),
    onSuccess: async () => {
      await client.invalidateQueries(keysQuery);
      onForgotten();
    },
  });
  return (
    <span>
      {t(keeping?.where === 'keyring' ? 'keys.kept.keyring' : 'keys.kept.session')} ·{' '}
      <LinkButton disabled={forget.isPending} onClick={() => forget.mutate()}>
        {t('keys.kept.forget')}
      </LinkButton>
    </span>
  );
}
