import type { KeySummary } from '../../contract/keys';
import { CopyButton } from '../ui/copy-button';
import { useWords } from '../ui/words';
import { algorithmName } from './algorithm-name';
import classes from './key-details.module.css';

/** What a key is: type, format, fingerprints, comment, public key. What only the passphrase would show is left out. */
export function KeyFacts({ summary }: { summary: KeySummary }) {
  const { t } = useWords();
  const { algorithm, bits, format, encrypted, fingerprints, comment, publicKey } = summary;
  const type = algorithm ? algorithmName(algorithm, bits) : t('keys.fact.hidden');
  const protection = t(encrypted ? 'keys.fact.protected' : 'keys.fact.unprotected');
  return (
    <dl className={classes.facts}>
      <dt>{t('keys.fact.type')}</dt>
      <dd>
        {type}
        {bits !== null && <span className="muted">{t('keys.fact.bits', { bits })}</span>}
      </dd>
      <dt>{t('keys.fact.format')}</dt>
      <dd>
        {t(`keys.format.${format}`)}, {protection}
      </dd>
      <Print name="SHA-256" value={fingerprints.sha256} />
      <Print name="MD5" value={fingerprints.md5} />
      <Print name={t('keys.fact.ec2-created')} value={fingerprints.ec2Created} />
      <Print name={t('keys.fact.ec2-imported')} value={fingerprints.ec2Imported} />
      {comment && (
        <>
          <dt>{t('keys.fact.comment')}</dt>
          <dd>
            <span>{comment}</span>
          </dd>
        </>
      )}
      {publicKey && (
        <>
          <dt>{t('keys.fact.public-key')}</dt>
          <dd>
            <span className={`mono ${classes.publicKey}`}>{publicKey}</span>
            <CopyButton text={publicKey} what={t('keys.fact.public-key')} />
          </dd>
        </>
      )}
    </dl>
  );
}

function Print({ name, value }: { name: string; value: string | null }) {
  if (value === null) return null;
  return (
    <>
      <dt>{name}</dt>
      <dd>
        <span className="mono">{value}</span>
        <CopyButton text={value} what={name} />
      </dd>
    </>
  );
}
