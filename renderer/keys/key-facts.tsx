import type { ReactNode } from 'react';
import type { KeyEntry } from '../../contract/page';
import { CopyButton } from '../ui/copy-button';
import { LinkButton } from '../ui/link-button';
import { useWords } from '../ui/words';
import { algorithmName } from './algorithm-name';
import { FileRights } from './file-rights';
import { KeptPassphrase } from './kept-passphrase';
import type { KeyFactsData } from './key-choice';
import classes from './key-details.module.css';

interface Props {
  entry: KeyEntry;
  facts: KeyFactsData;
  onChangePassphrase: () => void;
  onChanged: () => void;
}

/** What a key is: type, format, fingerprints, comment, public key. What only the passphrase would show is left out. */
export function KeyFacts({ entry, facts, onChangePassphrase, onChanged }: Props) {
  const { t } = useWords();
  const { algorithm, bits, format, encrypted, fingerprints, comment, publicKey } = facts;
  const type = algorithm ? algorithmName(algorithm, bits) : t('keys.fact.hidden');
  const protection = t(encrypted ? 'keys.fact.protected' : 'keys.fact.unprotected');
  // EC2's Ed25519 fingerprint is the one that ssh-keygen prints.
  const whys = [t('keys.fact.ec2.why'), fingerprints.ec2CreatedSwapped && t('keys.fact.ec2.swapped')];
  const ec2Note = algorithm === 'ssh-rsa' ? whys.filter(Boolean).join(' ') : undefined;
  const readable = facts.warnings.some(({ code }) => code === 'readable-by-others');
  return (
    <dl className={classes.facts}>
      <Fact name={t('keys.fact.type')}>
        <span>{type}</span>
      </Fact>
      <Fact name={t('keys.fact.format')}>
        <span>
          {t(`keys.format.${format}`)}, {protection} ·{' '}
          <LinkButton onClick={onChangePassphrase}>
            {t(encrypted ? 'keys.passphrase.change-link' : 'keys.passphrase.set-link')}
          </LinkButton>
        </span>
      </Fact>
      {readable && (
        <Fact name={t('keys.fact.file')}>
          <FileRights keyId={entry.keyId} onRestricted={onChanged} />
        </Fact>
      )}
      {entry.passphraseKept && (
        <Fact name={t('keys.fact.passphrase')}>
          <KeptPassphrase keyId={entry.keyId} onForgotten={onChanged} />
        </Fact>
      )}
      <Print name="SHA-256" value={fingerprints.sha256} />
      <Print name="MD5" value={fingerprints.md5} />
      <Print name={t('keys.fact.ec2-created')} value={fingerprints.ec2Created} />
      <Print name={t('keys.fact.ec2-created-swapped')} value={fingerprints.ec2CreatedSwapped} />
      <Print name={t('keys.fact.ec2-imported')} value={fingerprints.ec2Imported} note={ec2Note} />
      {comment && (
        <Fact name={t('keys.fact.comment')}>
          <span>{comment}</span>
        </Fact>
      )}
      {publicKey && (
        <Fact name={t('keys.fact.public-key')}>
          <span className={`mono ${classes.publicKey}`}>{publicKey}</span>
          <CopyButton text={publicKey} what={t('keys.fact.public-key')} />
        </Fact>
      )}
    </dl>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  );
}

/** A fingerprint that can be copied; nothing where there is none. */
function Print({ name, value, note }: { name: string; value: string | null; note?: string }) {
  if (value === null) return null;
  return (
    <Fact name={name}>
      <span className="mono">{value}</span>
      <CopyButton text={value} what={name} />
      {note && <small className={classes.note}>{note}</small>}
    </Fact>
  );
}
