import { Checkbox } from '@mantine/core';
import type { PassphraseKeeping } from '../../contract/page';
import { useWords } from '../ui/words';

interface Props {
  where: PassphraseKeeping['where'];
  checked: boolean;
  onChange: (checked: boolean) => void;
}

/** Asks whether to keep a passphrase, and says where that would be: nothing is kept unasked. */
export function RememberBox({ where, checked, onChange }: Props) {
  const { t } = useWords();
  return (
    <Checkbox
      size="xs"
      label={t(`keys.remember.${where}`)}
      checked={checked}
      onChange={(event) => onChange(event.currentTarget.checked)}
    />
  );
}
