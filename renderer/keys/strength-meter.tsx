import { useEffect, useState } from 'react';
import { useWords } from '../ui/words';
import classes from './new-passphrase.module.css';
import { passphraseStrength, type Strength } from './passphrase-strength';

/** Characters that every program reads alike: printable ASCII. */
const plain = /^[ -~]*$/;

/** A long passphrase takes the estimator tens of milliseconds: typing must not wait for them. */
const pause = 120;

/** How strong a passphrase is, as bars and in words, while it is typed. */
export function StrengthMeter({ passphrase }: { passphrase: string }) {
  const { t } = useWords();
  const [strength, setStrength] = useState<Strength | null>(null);

  useEffect(() => {
    let current = true;
    const take = (found: Strength | null): void => {
      if (current) setStrength(found);
    };
    const timer = setTimeout(() => {
      if (passphrase === '') take(null);
      else void passphraseStrength(passphrase).then(take);
    }, pause);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [passphrase]);

  const { score, warning, suggestion } = strength ?? { score: 0, warning: null, suggestion: null };
  return (
    <div className={classes.meter} data-score={score} role="status">
      {strength && (
        <>
          <div className={classes.bars} aria-hidden>
            {[1, 2, 3, 4].map((bar) => (
              <i key={bar} data-filled={bar <= Math.max(1, score) || undefined} />
            ))}
          </div>
          <span className="muted">
            <b>{t(`keys.strength.${score}`)}</b> {warning && t(warning)} {suggestion && t(suggestion)}
          </span>
        </>
      )}
      {!plain.test(passphrase) && (
        <span className={classes['code-page']}>{t('keys.warning.passphrase-not-ascii')}</span>
      )}
    </div>
  );
}
