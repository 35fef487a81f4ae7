import type { KeySummary } from '../../contract/keys';
import { CopyButton } from '../ui/copy-button';
import { useWords } from '../ui/words';
import { CopyTextButton } from './copy-text-button';
import classes from './key-prints.module.css';

/** A key by what others know it by: its public half, whole and ready to be copied, and its fingerprints. */
export function KeyPrints({ summary }: { summary: KeySummary }) {
  const { t } = useWords();
  const { publicKey, fingerprints } = summary;
  const prints = [
    { name: 'SHA-256', value: fingerprints.sha256 },
    { name: 'MD5', value: fingerprints.md5 },
    { name: t('keys.fact.ec2-imported'), value: fingerprints.ec2Imported },
  ];
  return (
    <>
      {publicKey && <PublicKey text={publicKey} />}
      <dl className={classes.prints}>
        {prints.map(
          ({ name, value }) =>
            value && (
              <div key={name}>
                <dt>{name}</dt>
                <dd>
                  <span className="mono">{value}</span>
                  <CopyButton text={value} what={name} />
                </dd>
              </div>
            ),
        )}
      </dl>
    </>
  );
}

function PublicKey({ text }: { text: string }) {
  const { t } = useWords();
  return (
    <section className={classes.public} aria-label={t('keys.fact.public-key')}>
      <header className="bar">
        <h2 className="grow">{t('keys.fact.public-key')}</h2>
        <CopyTextButton text={text}>{t('keys.generate.copy-public')}</CopyTextButton>
      </header>
      <pre className="mono">{text}</pre>
      <small className="muted">{t('keys.generate.public.for')}</small>
    </section>
  );
}
