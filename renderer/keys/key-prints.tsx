import type { KeySummary } from '../../contract/keys';
import { CopyButton } from '../ui/copy-button';
import { useWords } from '../ui/words';
import { CopyTextButton } from './copy-text-button';
import classes from './key-prints.module.css';

/** A key by what others know it by: its public half, whole and ready to be copied, and its fingerprints. */
export function KeyPrints({ summary }: { summary: KeySummary }) {
  const { t } = useWords();
  const { algorithm, publicKey, fingerprints } = summary;
  // EC2's Ed25519 fingerprint is the one that ssh-keygen prints.
  const ec2Note = algorithm === 'ssh-rsa' ? t('keys.fact.ec2.why') : null;
  const prints = [
    { name: 'SHA-256', value: fingerprints.sha256, note: null },
    { name: 'MD5', value: fingerprints.md5, note: null },
    { name: t('keys.fact.ec2-imported'), value: fingerprints.ec2Imported, note: ec2Note },
  ];
  return (
    <>
      {publicKey && <PublicKey text={publicKey} />}
      <dl className={classes.prints}>
        {prints.map(
          ({ name, value, note }) =>
            value && (
              <div key={name}>
                <dt>{name}</dt>
                <dd>
                  <span className="mono">{value}</span>
                  <CopyButton text={value} what={name} />
                  {note && <small className={classes.note}>{note}</small>}
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
