import { Button } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { AwsFields, type AwsSource, useAwsChoice } from '../hosts/aws-fields';
import { Notice } from '../ui/notice';
import { useSettings } from '../ui/queries';
import { useWords } from '../ui/words';

export interface Ec2Account {
  /** Where the key pair goes; null while that is not chosen well. */
  source: AwsSource | null;
  /** True for the sample account, where nothing can be done. */
  isSample: boolean;
  /** The fields to choose it with. `tried`: say what is wrong with them. */
  fields: (tried: boolean) => ReactNode;
}

/** The account and region of a key pair: those of the Hosts page, or others. The sample account takes nothing in. */
export function useEc2Account(): Ec2Account {
  const { t } = useWords();
  const { source: shown } = useSettings();
  const choice = useAwsChoice(shown);
  const [elsewhere, setElsewhere] = useState(false);
  if (shown?.kind === 'sample' && !elsewhere) {
    return {
      source: null,
      isSample: true,
      fields: () => (
        <Notice
          kind="info"
          action={
            <Button variant="default" onClick={() => setElsewhere(true)}>
              {t('keys.ec2.choose-account')}
            </Button>
          }
        >
          {t('keys.ec2.sample')}
        </Notice>
      ),
    };
  }
  return {
    source: choice.source,
    isSample: false,
    fields: (tried) => <AwsFields choice={choice} tried={tried} withinPortal />,
  };
}
