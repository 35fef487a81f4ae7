import { Button } from '@mantine/core';
import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { latchkey, unwrap } from '../ui/api';
import { Confirm } from '../ui/confirm';
import { useWords } from '../ui/words';
import classes from './settings-page.module.css';

const knownHostsQuery = queryOptions({
  queryKey: ['known-hosts'],
  queryFn: () => unwrap(latchkey.hosts.knownKeys()),
  staleTime: 0,
});

/** The host keys that were trusted. Forgetting one makes the next connection ask again: the way on after a server was rebuilt. */
export function KnownHosts() {
  const { t } = useWords();
  const client = useQueryClient();
  const { data: hosts = [] } = useQuery(knownHostsQuery);
  const [asked, setAsked] = useState<string | null>(null);
  const forget = useMutation({
    mutationFn: (name: string) => unwrap(latchkey.hosts.forgetKeys({ name })),
    onSuccess: () => client.invalidateQueries(knownHostsQuery),
    onSettled: () => setAsked(null),
  });
  if (hosts.length === 0) return <span className="muted">{t('settings.known-hosts.none')}</span>;
  return (
    <>
      <ul className={classes.hosts}>
        {hosts.map(({ name, keys }) => (
          <li key={name}>
            <div className="grow">
              <b>{name}</b>
              {keys.map(({ algorithm, sha256 }) => (
                <small key={sha256} className="mono">
                  {algorithm} {sha256}
                </small>
              ))}
            </div>
            <Button
              variant="default"
              onClick={() => setAsked(name)}
              aria-label={t('settings.forget-host', { name })}
            >
              {t('settings.forget')}
            </Button>
          </li>
        ))}
      </ul>
      {asked !== null && (
        <Confirm
          title={t('settings.forget-host', { name: asked })}
          text={t('settings.forget.text')}
          action={t('settings.forget')}
          busy={forget.isPending}
          onConfirm={() => forget.mutate(asked)}
          onCancel={() => setAsked(null)}
        />
      )}
    </>
  );
}
