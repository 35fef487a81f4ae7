import { Autocomplete, Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { awsRegions } from '../../common/aws-regions';
import { type InventorySource, inventorySource } from '../../contract/inventory';
import { awsProfilesQuery } from '../ui/queries';
import { useWords } from '../ui/words';

/** The value of the choice that names no profile: Select has no null. */
const defaultChain = '\u0000default-chain';

export type AwsSource = Extract<InventorySource, { kind: 'aws' }>;

/** An AWS profile and a region as they are being chosen. */
export interface AwsChoice {
  profile: string;
  region: string;
  /** What is chosen; null as long as the region is no region's name. */
  source: AwsSource | null;
  setProfile: (profile: string | null) => void;
  setRegion: (region: string) => void;
}

/** Begins with the account that is shown, or else with the first profile; the region follows the profile until it is chosen. */
export function useAwsChoice(shown: InventorySource | null): AwsChoice {
  const { data: profiles = [] } = useQuery(awsProfilesQuery);
  const [profile, setProfile] = useState(shown?.kind === 'aws' ? (shown.profile ?? defaultChain) : null);
  const [region, setRegion] = useState(shown?.kind === 'aws' ? shown.region : null);
  const chosenProfile = profile ?? profiles[0]?.name ?? defaultChain;
  const chosenRegion = region ?? profiles.find(({ name }) => name === chosenProfile)?.region ?? '';
  const judged = inventorySource.safeParse({
    kind: 'aws',
    profile: chosenProfile === defaultChain ? null : chosenProfile,
    region: chosenRegion,
  });
  return {
    profile: chosenProfile,
    region: chosenRegion,
    source: judged.success && judged.data.kind === 'aws' ? judged.data : null,
    setProfile: (next) => {
      setProfile(next);
      setRegion(null);
    },
    setRegion,
  };
}

interface Props {
  choice: AwsChoice;
  /** True once the form was sent: what is wrong is said from then on. */
  tried: boolean;
  /** False in a popover, which a click in a list outside of it would close. */
  withinPortal: boolean;
}

export function AwsFields({ choice, tried, withinPortal }: Props) {
  const { t } = useWords();
  const { data: profiles = [], isPending } = useQuery(awsProfilesQuery);
  const { profile, region, source, setProfile, setRegion } = choice;
  return (
    <>
      <Select
        label={t('source.profile')}
        description={
          isPending ? t('source.reading-profiles') : t('source.profiles-from', { count: profiles.length })
        }
        data={[
          ...profiles.map(({ name }) => ({ value: name, label: name })),
          { value: defaultChain, label: t('source.default-credentials') },
        ]}
        value={profile}
        onChange={setProfile}
        comboboxProps={{ withinPortal }}
      />
      <Autocomplete
        label={t('source.region')}
        placeholder="ap-northeast-2"
        // A name that is complete needs no suggestions: they would only cover the button below.
        data={awsRegions.some(({ name }) => name === region) ? [] : awsRegions.map(({ name }) => name)}
        renderOption={({ option }) => (
          <span>
            <span className="mono">{option.value}</span>{' '}
            <span className="muted">{awsRegions.find(({ name }) => name === option.value)?.place}</span>
          </span>
        )}
        value={region}
        error={tried && !source ? t('source.region.wrong') : null}
        onChange={setRegion}
        comboboxProps={{ withinPortal }}
        maxDropdownHeight={200}
      />
    </>
  );
}
