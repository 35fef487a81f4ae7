import {
  keepPreviousData,
  MutationCache,
  QueryClient,
  queryOptions,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import type { InventorySource } from '../../contract/inventory';
import type { SettingsPatch } from '../../contract/settings';
import { latchkey, unwrap } from './api';
import { tellError } from './tell-failure';

/** Everything is asked of the main process on this machine: there is no network to wait for, and no retry that would help. */
export function createQueryClient(): QueryClient {
  const queries = { retry: false, networkMode: 'always', staleTime: Number.POSITIVE_INFINITY } as const;
  return new QueryClient({
    // What shows its own failure says so by `meta.shown`.
    mutationCache: new MutationCache({
      onError: (error, _variables, _context, { meta }) => {
        if (!meta?.shown) tellError(error);
      },
    }),
    defaultOptions: {
      queries: { ...queries, refetchOnWindowFocus: false },
      mutations: { networkMode: 'always' },
    },
  });
}

export const settingsQuery = queryOptions({
  queryKey: ['settings'],
  queryFn: () => unwrap(latchkey.settings.get()),
});

export const infoQuery = queryOptions({ queryKey: ['info'], queryFn: () => unwrap(latchkey.app.info()) });

export const keysQuery = queryOptions({ queryKey: ['keys'], queryFn: () => unwrap(latchkey.keys.list()) });

/**
 * Which of the listed keys are EC2 key pairs. `of`: when the keys and the inventory were last read; another answer
 * of either asks again.
 */
export const keyPairsQuery = (of: { keys: number; inventory: number }) =>
  queryOptions({
    queryKey: ['key-pairs', of],
    queryFn: () => unwrap(latchkey.keys.pairs()),
    // Until the new answer is there the old one is nearer the truth than none.
    placeholderData: keepPreviousData,
    gcTime: 0,
  });

export const passphraseKeepingQuery = queryOptions({
  queryKey: ['passphrase-keeping'],
  queryFn: () => unwrap(latchkey.keys.passphraseKeeping()),
});

export const profilesQuery = queryOptions({
  queryKey: ['hosts'],
  queryFn: () => unwrap(latchkey.hosts.list()),
});

export const choicesQuery = queryOptions({
  queryKey: ['choices'],
  queryFn: () => unwrap(latchkey.hosts.choices()),
});

export const awsProfilesQuery = queryOptions({
  queryKey: ['aws-profiles'],
  queryFn: () => unwrap(latchkey.inventory.profiles()),
  staleTime: 0,
});

export const inventoryQuery = (source: InventorySource | null) =>
  queryOptions({
    queryKey: ['inventory', source],
    queryFn: () => unwrap(latchkey.inventory.load({ source: source! })),
    enabled: source !== null,
    // Only one inventory is loaded in the inventory process; an old one would be judged as if it were this one.
    gcTime: 0,
  });

/** The settings; the page is drawn only once they are there. */
export function useSettings() {
  const { data } = useQuery(settingsQuery);
  if (!data) throw new Error('Settings are loaded before the page is drawn.');
  return data;
}

export function useUpdateSettings() {
  const client = useQueryClient();
  const { mutate } = useMutation({
    mutationFn: (patch: SettingsPatch) => unwrap(latchkey.settings.update(patch)),
    onSuccess: (settings) => client.setQueryData(settingsQuery.queryKey, settings),
  });
  return (patch: SettingsPatch) => mutate(patch);
}

/** The inventory chosen in the settings. */
export function useInventory() {
  return useQuery(inventoryQuery(useSettings().source));
}
