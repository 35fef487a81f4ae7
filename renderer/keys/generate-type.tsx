import { Radio, SegmentedControl } from '@mantine/core';
import { useWords } from '../ui/words';
import { type KeyDraft, withType } from './generate-draft';
import classes from './key-form.module.css';
import { ecdsaSizes, type KeyType, keyTypes, rsaSizes } from './key-kind';

/** The type of a new key and its size, each with the line that helps to choose. */
export function GenerateType({ draft, onChange }: { draft: KeyDraft; onChange: (draft: KeyDraft) => void }) {
  const { t } = useWords();
  const { type, rsaBits, ecdsaBits } = draft;
  return (
    <>
      <Radio.Group
        label={t('keys.fact.type')}
        value={type}
        onChange={(value) => onChange(withType(draft, value as KeyType))}
      >
        <div className={classes.types}>
          {keyTypes.map((each, place) => (
            <Radio.Card
              key={each}
              value={each}
              className={classes.type}
              data-autofocus={each === type || undefined}
            >
              <b>
                {t(`keys.generate.type.${each}`)}
                {place === 0 && <span className={classes.recommended}>{t('keys.generate.recommended')}</span>}
              </b>
              <small>{t(`keys.generate.type.${each}.for`)}</small>
            </Radio.Card>
          ))}
        </div>
      </Radio.Group>
      {type === 'rsa' && (
        <Size
          sizes={rsaSizes}
          labels={(bits) => String(bits)}
          detail={t(`keys.generate.rsa.${rsaBits}`)}
          value={rsaBits}
          onChange={(bits) => onChange({ ...draft, rsaBits: bits })}
        />
      )}
      {type === 'ecdsa' && (
        <Size
          sizes={ecdsaSizes}
          labels={(bits) => `P-${bits}`}
          detail={t(`keys.generate.ecdsa.${ecdsaBits}`)}
          value={ecdsaBits}
          onChange={(bits) => onChange({ ...draft, ecdsaBits: bits })}
        />
      )}
    </>
  );
}

interface SizeProps<B extends number> {
  sizes: readonly B[];
  labels: (bits: B) => string;
  /** What to know about the size that is chosen. */
  detail: string;
  value: B;
  onChange: (bits: B) => void;
}

function Size<B extends number>({ sizes, labels, detail, value, onChange }: SizeProps<B>) {
  const { t } = useWords();
  return (
    <div className={classes.size}>
      <SegmentedControl
        aria-label={t('keys.generate.size')}
        data={sizes.map((bits) => ({ value: String(bits), label: labels(bits) }))}
        value={String(value)}
        onChange={(chosen) => onChange(sizes.find((bits) => String(bits) === chosen) ?? value)}
      />
      <span className="muted">{detail}</span>
    </div>
  );
}
