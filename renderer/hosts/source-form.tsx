import { Autocomplete, Button, Divider, Select, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { awsRegions } from '../../common/aws-regions';
import { regionName } from '../../contract/inventory';
import { awsProfilesQuery, useSettings, useUpdateSettings } from '../ui/queries';
import { useWords } from '../ui/words';

/** The value of the choice that names no profile: Select has no null. */
const defaultChain = '\u0000default-chain';

/** Chooses the account shown on the Hosts page: an AWS profile and region, the sample, or none. */
export function SourceForm({ onDone }: { onDone?: () => void }) {
  const { t } = useWords();
  const { source } = useSettings();
  const update = useUpdateSettings();
  const { data: profiles = [], isPending } = useQuery(awsProfilesQuery);
  const [profile, setProfile] = useState(source?.kind === 'aws' ? (source.profile ?? defaultChain) : null);
  const [region, setRegion] = useState(source?.kind === 'aws' ? source.region : null);
  const [tried, setTried] = useState(false);
  const chosenProfile = profile ?? profiles[0]?.name ?? defaultChain;
  const chosenRegion = region ?? profiles.find(({ name }) => name === chosenProfile)?.region ?? '';
  const regionIsFine = regionName.safeParse(chosenRegion).success;

  const choose = (event: FormEvent): void => {
    event.preventDefault();
    setTried(true);
    if (!regionIsFine) return;
    const named = chosenProfile === defaultChain ? null : chosenProfile;
    update({ source: { kind: 'aws', profile: named, region: chosenRegion } });
    onDone?.();
  };

  return (
    <form onSubmit={choose}>
      <Stack gap="sm">
        <Select
          label={t('source.profile')}
          description={
            isPending ? t('source.reading-profiles') : t('source.profiles-from', { count: profiles.length })
          }
          data={[
            ...profiles.map(({ name }) => ({ value: name, label: name })),
            { value: defaultChain, label: t('source.default-credentials') },
          ]}
          value={chosenProfile}
          onChange={(value) => {
            setProfile(value);
            setRegion(null);
          }}
          comboboxProps={{ withinPortal: false }}
        />
        <Autocomplete
          label={t('source.region')}
          placeholder="ap-northeast-2"
          // A name that is complete needs no suggestions: they would only cover the button below.
          data={
            awsRegions.some(({ name }) => name === chosenRegion) ? [] : awsRegions.map(({ name }) => name)
          }
          renderOption={({ option }) => (
            <span>
              <span className="mono">{option.value}</span>{' '}
              <span className="muted">{awsRegions.find(({ name }) => name === option.value)?.place}</span>
            </span>
          )}
          value={chosenRegion}
          error={tried && !regionIsFine ? t('source.region.wrong') : null}
          onChange={setRegion}
          comboboxProps={{ withinPortal: false }}
          maxDropdownHeight={200}
        />
        <Button type="submit">{t('source.show')}</Button>
        <Divider />
        <Button
          variant="default"
          onClick={() => {
            update({ source: { kind: 'sample' } });
            onDone?.();
          }}
        >
          {t('source.sample')}
        </Button>
        {source && (
          <Button
            variant="subtle"
            color="gray"
            onClick={() => {
              update({ source: null });
              onDone?.();
            }}
          >
            {t('source.remove')}
          </Button>
        )}
      </Stack>
    </form>
  );
}
